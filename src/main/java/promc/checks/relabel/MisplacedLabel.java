package promc.checks.relabel;

import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.analysis.Shape;
import promc.model.ServiceDiscovery;

/// Why a label that a rule reads is not there at this stage of relabelling.
enum MisplacedLabel {
    /// A label of targets that is gone once they are relabelled.
    TARGET_ONLY,
    /// The metric name, which targets and alerts do not have.
    METRIC_NAME,
    /// A `__meta_` label that no discovery of the job sets.
    UNKNOWN_META;

    /// Empty if the label may be there, or if it is not known why it is not.
    static Optional<MisplacedLabel> of(RelabelTrace trace, Turn turn, String label) {
        if (!turn.isReached() || !label.startsWith("__")) {
            return Optional.empty();
        }
        boolean name = label.equals(Shape.NAME);
        return switch (trace.list().subject()) {
            case TARGETS -> !turn.isNever(label) ? Optional.empty() : name ? Optional.of(METRIC_NAME) : label.startsWith(ServiceDiscovery.META) ? Optional.of(UNKNOWN_META) : Optional.empty();
            case ALERTS -> name ? turn.isNever(label) ? Optional.of(METRIC_NAME) : Optional.empty() : ofTargets(turn, label);
            case SERIES, SENT_SERIES -> name ? Optional.empty() : ofTargets(turn, label);
        };
    }

    /// Names that Prometheus gives a meaning; others may be temporary ones, or the targets' own.
    private static Optional<MisplacedLabel> ofTargets(Turn turn, String label) {
        boolean reserved = label.startsWith(ServiceDiscovery.META) || isSetting(label);
        return reserved && (turn.isNever(label) || turn.isUnknown(label)) ? Optional.of(TARGET_ONLY) : Optional.empty();
    }

    /// True if the label says how a target is scraped.
    static boolean isSetting(String label) {
        return label.startsWith("__param_") || switch (label) {
            case "__address__", "__scheme__", "__metrics_path__", "__scrape_interval__", "__scrape_timeout__" -> true;
            default -> false;
        };
    }
}
