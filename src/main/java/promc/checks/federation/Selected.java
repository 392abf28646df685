package promc.checks.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.SelectorSet;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.YamlEdits;
import promc.model.Expression;
import promc.model.ScrapeJob;
import promc.promql.Expr.VectorSelector;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// One `match[]` of a federation job with what it selects.
record Selected(Expression expression, VectorSelector selector, SelectorSet set) {
    /// Longer lists are written by programs; what would be compared selector by selector is not, in those.
    static final int MOST_COMPARED = 1_000;

    /// The selectors of a job that the other server accepts, in order. None if the job does not federate.
    static List<Selected> of(ScrapeJob job) {
        List<Selected> selected = new ArrayList<>();
        if (job.isFederation()) {
            for (Expression match : job.matches()) {
                match.valid().filter(VectorSelector.class::isInstance).map(VectorSelector.class::cast)
                        .ifPresent(selector -> SelectorSet.of(selector).ifPresent(set -> selected.add(new Selected(match, selector, set))));
            }
        }
        return selected;
    }

    static List<SelectorSet> sets(List<Selected> selectors) {
        return selectors.stream().map(Selected::set).toList();
    }

    /// As it is written.
    String text() {
        return expression.text().text().strip();
    }

    /// Takes the selector out of the list of `job`; empty where something else stands in its lines.
    Optional<Fix> removal(String title, ScrapeJob job, SourceFile file) {
        return job.matchParam().filter(YamlSequence.class::isInstance).map(YamlSequence.class::cast).flatMap(list -> list.items().stream().filter(this::isWrittenAt).findFirst()
                .flatMap(item -> YamlEdits.removeItem(file, list, item)).map(edit -> new Fix(title, Applicability.SAFE, List.of(edit))));
    }

    private boolean isWrittenAt(YamlNode item) {
        return item instanceof YamlScalar scalar && scalar.text() == expression.text();
    }
}
