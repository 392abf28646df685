package promc.checks.relabel;

import java.util.List;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.model.MonitorRelabelling;
import promc.model.RelabelRule;
import promc.source.Span;

/// What checks of relabel rules ask of one.
final class Rules {
    private Rules() {}

    /// What tells best which rule it is and what it asks for: its pattern, or else its labels, or else its action.
    static Span pattern(RelabelRule rule) {
        return !rule.regex().isAbsent() ? rule.regex().span() : !rule.sourceLabels().isAbsent() ? rule.sourceLabels().span() : rule.action().isAbsent() ? rule.node().span() : rule.action().span();
    }

    /// A key of a configuration, by the name that it has where the list stands: monitors have others.
    static String key(RelabelTrace trace, String key) {
        return MonitorRelabelling.isOf(trace.list()) ? MonitorRelabelling.name(key) : key;
    }

    /// A label of the rule that is never there because of a mistake of its own, which another check tells of.
    static boolean readsMisplaced(RelabelTrace trace, Turn turn) {
        return turn.rule().sourceLabels().value().orElse(List.of()).stream().anyMatch(label -> MisplacedLabel.of(trace, turn, label).isPresent());
    }

    /// True if the values of labels are looked at, and none is named.
    static boolean lacksSources(Turn turn) {
        boolean onValues = switch (turn.rule().actionOrDefault()) {
            case KEEP, DROP -> !turn.rule().regex().isAbsent();
            case REPLACE -> turn.hasReferences();
            case LOWERCASE, UPPERCASE, HASHMOD -> true;
            case KEEPEQUAL, DROPEQUAL, LABELMAP, LABELDROP, LABELKEEP -> false;
        };
        return onValues && turn.rule().sourceLabels().value().orElse(List.of()).isEmpty();
    }
}
