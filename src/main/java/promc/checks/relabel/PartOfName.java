package promc.checks.relabel;

import java.util.List;
import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.analysis.Shape;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;
import promc.regex.Regex;
import promc.regex.RegexNode;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// A pattern for names that is only the beginning of one, such as `go_`: patterns of rules match the whole text (`model/relabel` puts `^(?s:` and `)$` around them), so nothing that begins with it
/// is meant by it. Judged where no name would end so.
public final class PartOfName implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.likely("relabel/part-of-name", Severity.WARNING, "A pattern is only a part of the names it seems meant for, but must match all of each")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        for (Turn turn : trace.turns()) {
            RelabelRule rule = turn.rule();
            boolean ofNames = rule.actionOrDefault().isOnNames() || rule.sourceLabels().value().filter(List.of(Shape.NAME)::equals).isPresent();
            if (ofNames && rule.regex() instanceof Field.Present<Regex> present && present.node() instanceof YamlScalar scalar) {
                for (RegexNode alternative : present.content().alternatives()) {
                    String text = text(alternative);
                    if (isPart(text)) {
                        EmbeddedText pattern = scalar.text();
                        String word = rule.actionOrDefault().isOnNames() ? "labels" : "metrics";
                        boolean end = !text.endsWith("_") && !text.endsWith(":");
                        // What `labelmap` copies to is a group.
                        String rest = rule.actionOrDefault() == Action.LABELMAP && present.content().root() == alternative ? "(.*)" : ".*";
                        context.report(context.file(), scalar.span(), "`" + text + "` matches nothing but the name `" + text + "`: the pattern of a rule must match the whole name; `"
                                + (end ? rest + text : text + rest) + "` is for all " + word + (end ? " that end so" : " that begin so"))
                                .fix(pattern.text().startsWith(present.content().pattern()) ? Fix.replace("Write `" + (end ? rest + text : text + rest) + "`", Applicability.UNSAFE, pattern, Span.at(end ? alternative.start() : alternative.end()), rest)
                                        : Optional.empty());
                        break;
                    }
                }
            }
        }
    }

    private static String text(RegexNode alternative) {
        return switch (alternative) {
            case RegexNode.Literal literal -> literal.text();
            case RegexNode.Concat concat when concat.parts().size() == 2 && concat.parts().getFirst() instanceof RegexNode.Assertion && concat.parts().getLast() instanceof RegexNode.Literal literal -> literal.text();
            default -> "";
        };
    }

    /// `__name__` and the like end as they begin.
    private static boolean isPart(String text) {
        boolean begins = text.length() > 2 && (text.endsWith("_") || text.endsWith(":")) && !text.startsWith("_");
        boolean meta = text.startsWith("__meta_") && text.endsWith("_");
        boolean ends = text.length() > 2 && text.startsWith("_") && !text.startsWith("__") && !text.endsWith("_");
        return begins || meta || ends;
    }
}
