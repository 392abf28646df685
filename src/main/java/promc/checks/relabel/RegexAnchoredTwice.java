package promc.checks.relabel;

import java.util.List;
import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.regex.Regex;
import promc.regex.RegexNode;
import promc.yaml.YamlNode.YamlScalar;

/// `^` and `$` around the pattern of a relabel rule: Prometheus compiles it as `^(?s:...)$` anyway (`model/relabel`).
public final class RegexAnchoredTwice implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/regex-anchored-twice", Severity.INFO, "The pattern of a relabel rule is anchored, which Prometheus does anyway")
            .fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        for (Turn turn : trace.turns()) {
            if (turn.rule().regex() instanceof Field.Present<Regex>(Regex regex, YamlScalar scalar)) {
                List<RegexNode.Assertion> anchors = regex.redundantAnchors();
                if (!anchors.isEmpty()) {
                    context.report(context.file(), scalar.span(), "patterns of relabel rules are anchored at both ends: the anchors in this one change nothing").fix(without(anchors, scalar));
                }
            }
        }
    }

    private static Optional<Fix> without(List<RegexNode.Assertion> anchors, YamlScalar scalar) {
        StringBuilder pattern = new StringBuilder(scalar.value());
        for (RegexNode.Assertion anchor : anchors.reversed()) {
            pattern.delete(anchor.start(), anchor.end());
        }
        // An empty pattern would be read as none, and an unquoted one as what it looks like.
        return pattern.isEmpty() ? Optional.empty() : Fix.replace("Write `" + pattern + "`", Applicability.SAFE, scalar.text(), scalar.text().span(), pattern.toString());
    }
}
