package promc.checks.flags;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.Retention;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.lint.ConfigEdits;
import promc.model.Estate;
import promc.model.PrometheusConfig;
import promc.model.Server;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;

/// Moves what the flags of retention say into the section `storage.tsdb.retention` of the configuration, which means the same since Prometheus 3.11.
final class RetentionMove {
    private RetentionMove() {}

    /// Empty where the values are not all written there, or the configuration is not this server's alone, or has such a section.
    static Optional<Fix> of(ServerFlags flags, Estate estate) {
        List<Server> servers = estate.servers().stream().filter(server -> server.runs().filter(run -> run.process().flags() == flags).isPresent()).toList();
        if (servers.size() != 1 || servers.getFirst().file().template()) {
            return Optional.empty();
        }
        PrometheusConfig config = servers.getFirst().config();
        SourceFile file = config.text().file();
        boolean alone = estate.servers().stream().filter(server -> server.config().text().file() == file).count() == 1;
        if (!alone || config.retention().isPresent() || config.text().text().length() != file.text().length()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        List<TextEdit> edits = new ArrayList<>();
        for (String name : List.of(Retention.TIME_FLAG, Retention.SIZE_FLAG)) {
            Optional<Flag> flag = flags.flag(name);
            if (flag.isPresent()) {
                Optional<String> value = flags.value(name);
                Optional<TextEdit> removal = FlagEdits.removal(flags, flag.get());
                if (value.isEmpty() || removal.isEmpty() || removal.get().span().of(flag.get().text().file().text()).indexOf('$') >= 0) {
                    return Optional.empty();
                }
                lines.add(name.substring(name.lastIndexOf('.') + 1) + ": " + value.get());
                edits.add(removal.get());
            }
        }
        return section(config, file, lines).map(edit -> {
            edits.add(edit);
            return new Fix("Say it in the configuration", Applicability.SAFE, edits);
        });
    }

    private static Optional<TextEdit> section(PrometheusConfig config, SourceFile file, List<String> lines) {
        YamlMapping at = config.root();
        List<String> missing = new ArrayList<>(List.of("storage", "tsdb", "retention"));
        while (at.get(missing.getFirst()).map(YamlNode::resolve).orElse(null) instanceof YamlMapping below && !below.entries().isEmpty()) {
            at = below;
            missing.removeFirst();
        }
        if (at.entry(missing.getFirst()).isPresent()) {
            return Optional.empty();
        }
        List<String> below = new ArrayList<>();
        for (int depth = 1; depth < missing.size(); depth++) {
            below.add("  ".repeat(depth - 1) + missing.get(depth) + ":");
        }
        lines.forEach(line -> below.add("  ".repeat(missing.size() - 1) + line));
        return missing.size() == 3 ? ConfigEdits.section(config, missing.getFirst(), below, List.of()) : YamlEdits.append(file, at, missing.getFirst() + ":", below);
    }
}
