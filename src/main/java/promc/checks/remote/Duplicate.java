package promc.checks.remote;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.RemoteRead;
import promc.model.RemoteWrite;
import promc.model.View;
import promc.source.SourceFile;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlNode;

/// Two entries of `remote_write`, or of `remote_read`, that say the same. The configuration is valid, but the server that loads it refuses it (`ApplyConfig` in `storage/remote/write.go` and
/// `storage.go`). It compares what it would print of them, where each secret is `<secret>`: entries that differ in passwords alone are the same, too.
public final class Duplicate implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("remote/duplicate", Severity.ERROR, "Two entries of remote write or remote read are the same, so the server does not start");
    private static final Set<String> SECRETS = Set.of("password", "credentials", "bearer_token", "client_secret", "secret_key", "key");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (View view : file.views()) {
            if (view instanceof PrometheusConfig config) {
                check(config, context);
            }
        }
    }

    private static void check(PrometheusConfig config, Context context) {
        SourceFile source = config.text().file();
        Map<Object, Field<String>> writes = new HashMap<>();
        for (RemoteWrite write : config.remoteWrites()) {
            compare("remote_write", write.node(), write.url(), writes, source, context);
        }
        Map<Object, Field<String>> reads = new HashMap<>();
        for (RemoteRead read : config.remoteReads()) {
            compare("remote_read", read.node(), read.url(), reads, source, context);
        }
    }

    private static void compare(String kind, YamlMapping node, Field<String> url, Map<Object, Field<String>> seen, SourceFile file, Context context) {
        // A name that is there twice is refused earlier, and no URL, too.
        if (url.value().isEmpty() || node.get("name").isPresent()) {
            return;
        }
        Field<String> before = seen.putIfAbsent(printed(node), url);
        if (before != null) {
            context.report(file, url.span(), "an entry of `" + kind + "` says the same already: promtool takes the file, and the server does not start with `duplicate " + kind.replace('_', ' ')
                    + " configs are not allowed`").note(file, before.span(), "the first one");
        }
    }

    /// Equal for nodes that say the same.
    private static Object printed(YamlNode node) {
        return switch (node.resolve()) {
            case YamlMapping mapping -> {
                Map<String, Object> entries = new TreeMap<>();
                for (Entry entry : mapping.effective()) {
                    String name = entry.name().orElse("");
                    entries.put(name, SECRETS.contains(name) && entry.value().resolve() instanceof YamlScalar secret && !secret.isNull() ? List.of() : printed(entry.value()));
                }
                yield entries;
            }
            case YamlSequence list -> list.items().stream().map(Duplicate::printed).toList();
            case YamlScalar scalar -> scalar.value();
            case YamlNode.YamlAlias alias -> alias.name();
        };
    }
}
