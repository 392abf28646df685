package promc.checks.relabel;

import java.util.List;
import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.analysis.Shape;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.RelabelList;
import promc.model.ScrapeJob;

/// A rule that takes away a label without which nothing works: the name of a series, the address of a target, how often it is scraped.
public final class RequiredLabelRemoved implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/required-label-removed", Severity.ERROR, "A relabel rule removes a label without which nothing is scraped or stored");
    private static final List<String> OF_TARGETS = List.of("__address__", "__scrape_interval__", "__scrape_timeout__");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        List<String> required = switch (trace.list().subject()) {
            case TARGETS -> OF_TARGETS;
            case SERIES -> List.of(Shape.NAME);
            case ALERTS, SENT_SERIES -> List.of();
        };
        if (trace.mayPass()) {
            required.stream().filter(trace::endsWithout).findFirst().ifPresent(label -> report(label, trace, context));
        }
    }

    private static void report(String label, RelabelTrace trace, Context context) {
        List<Turn> turns = trace.turns();
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).removes(label)) {
                String outcome = switch (label) {
                    case Shape.NAME -> "a scrape with a series that has no name fails as a whole, so the job stores nothing and its `up` is 0";
                    case "__address__" -> "a target without an address is not scraped";
                    default -> "a target without it is not scraped";
                };
                context.report(context.file(), Rules.pattern(turns.get(i).rule()), "this rule removes `" + label + "`: " + outcome);
                return;
            }
        }
    }
}
