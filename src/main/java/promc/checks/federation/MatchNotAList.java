package promc.checks.federation;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// One selector where a list of them belongs. The values of `params` are lists, so Prometheus refuses the configuration.
public final class MatchNotAList implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/match-not-a-list", Severity.ERROR, "`match[]` is not a list, so Prometheus refuses the configuration")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        SourceFile file = context.file();
        job.matchParam().filter(node -> node instanceof YamlMapping || node instanceof YamlScalar scalar && !scalar.isNull())
                .ifPresent(node -> context.report(file, node.span(), "`match[]` must be a list of selectors: Prometheus refuses the configuration").fix(asList(job, node, file)));
    }

    private static Optional<Fix> asList(ScrapeJob job, YamlNode node, SourceFile file) {
        boolean written = job.node().own("params").map(Entry::value).filter(YamlMapping.class::isInstance).flatMap(params -> ((YamlMapping) params).own("match[]")).filter(entry -> entry.value() == node).isPresent();
        if (!written || !(node instanceof YamlScalar scalar) || scalar.style() == YamlNode.Style.LITERAL || scalar.style() == YamlNode.Style.FOLDED || scalar.span().of(file.text()).indexOf('\n') >= 0) {
            return Optional.empty();
        }
        String text = scalar.span().of(file.text());
        // A plain scalar in a flow sequence ends at a comma or a brace.
        String quoted = scalar.style() == YamlNode.Style.PLAIN ? "'" + text.replace("'", "''") + "'" : text;
        return Optional.of(new Fix("Write a list", Applicability.UNSAFE, List.of(new TextEdit(file, scalar.span(), "[" + quoted + "]"))));
    }
}
