package promc.checks.group;

import java.util.List;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Version;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// A field of a group or a rule that the server's version does not know yet. Prometheus refuses a file with it; the operator leaves it out of a PrometheusRule.
public final class UnsupportedField implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.proved("group/unsupported-field", Severity.ERROR, "The server's version does not know a field of a group or a rule");

    /// A field and the first version that has it, as the operator lists them.
    private record Since(String field, int major, int minor) {
        String version() {
            return major + "." + minor;
        }
    }

    private static final List<Since> GROUP = List.of(new Since("limit", 2, 31), new Since("query_offset", 2, 53), new Since("labels", 3, 0));
    private static final List<Since> RULE = List.of(new Since("keep_firing_for", 2, 42));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        for (ServerSettings server : context.servers(context.file())) {
            Optional<Version> version = server.version();
            if (version.isPresent() && !version.get().isAtLeast(3, 0)) {
                report(group.node(), GROUP, version.get(), server, file, context);
                for (Rule rule : group.rules()) {
                    report(rule.node(), RULE, version.get(), server, file, context);
                }
            }
        }
    }

    private static void report(YamlMapping node, List<Since> fields, Version version, ServerSettings server, RuleFile file, Context context) {
        for (Since since : fields) {
            Optional<Entry> entry = node.entry(since.field);
            if (entry.isPresent() && !version.isAtLeast(since.major, since.minor)) {
                boolean operated = file.origin() == RuleFile.Origin.PROMETHEUS_RULE;
                Draft draft = context.report(context.file(), entry.get().key().span(), "only Prometheus " + since.version() + " and later have `" + since.field + "`, and this is for "
                        + version.major() + "." + version.minor() + ": " + (operated ? "the operator leaves it out" : "the file is refused"));
                if (operated) {
                    draft.severity(Severity.WARNING);
                }
                server.service().ifPresent(why -> draft.note(file.text(), why));
            }
        }
    }
}
