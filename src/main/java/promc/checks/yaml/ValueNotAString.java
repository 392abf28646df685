package promc.checks.yaml;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Finding;
import promc.lint.Severity;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.source.SourceFile;
import promc.yaml.GoYaml;
import promc.yaml.GoYaml.Kind;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

/// A label or annotation of a PrometheusRule that is a number or a boolean to YAML. Rule files take any scalar as text, but a manifest becomes JSON first (kubectl and Helm use yaml.v2, to
/// which `yes`, `no`, `on` and `off` are booleans as well), and the schema of the resource wants strings.
public final class ValueNotAString implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/value-not-a-string", Severity.ERROR,
            "A label or annotation of a PrometheusRule is a number or a boolean, so Kubernetes refuses the manifest").fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        if (file.origin() != RuleFile.Origin.PROMETHEUS_RULE) {
            return;
        }
        check(group.labels(), Optional.empty(), context);
        for (Rule rule : group.rules()) {
            Optional<Finding.InRule> about = Optional.of(Finding.InRule.of(rule, group));
            check(rule.labels(), about, context);
            check(rule.annotations(), about, context);
        }
    }

    private static void check(List<Pair> pairs, Optional<Finding.InRule> about, Context context) {
        for (Pair pair : pairs) {
            pair.value().value().ifPresent(scalar -> {
                Kind kind = scalar.style() == Style.PLAIN || scalar.tag().isPresent() ? GoYaml.kind(scalar, GoYaml.Dialect.V2) : Kind.STRING;
                if (kind == Kind.BOOL || kind.isNumber()) {
                    report(pair, scalar, kind, about, context);
                }
            });
        }
    }

    private static void report(Pair pair, YamlScalar scalar, Kind kind, Optional<Finding.InRule> about, Context context) {
        SourceFile file = context.file();
        String what = kind == Kind.BOOL ? "a boolean" : "a number";
        Optional<Fix> quotes = scalar.tag().isPresent() ? Optional.empty() : Optional.of(new Fix("Put quotes around it", Applicability.SAFE,
                List.of(new TextEdit(file, scalar.span(), '"' + scalar.value() + '"'))));
        Draft draft = context.report(file, scalar.span(), "`" + scalar.value() + "` is " + what + " once the manifest is JSON, and `" + pair.name()
                + "` must be a string: Kubernetes refuses the PrometheusRule").fix(quotes);
        about.ifPresent(draft::in);
    }
}
