package promc.lint;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix.Applicability;

/// What is known about a check without running it. `id` is `area/what-is-wrong`: the fault, never the cure. `summary` is one sentence without a full stop.
/// `fix` is the best applicability its fixes can have. `since` is the promc version that first had it. An `optIn` check says nothing until a configuration or the command line names it.
public record CheckInfo(String id, Severity severity, Confidence confidence, String summary, Optional<Applicability> fix, List<Option<?>> options,
        String since, boolean optIn) {
    public CheckInfo {
        options = List.copyOf(options);
        if (severity == Severity.ERROR && confidence != Confidence.PROVED) {
            throw new IllegalArgumentException(id + ": error is for what is proved");
        }
    }

    public static CheckInfo proved(String id, Severity severity, String summary) {
        return new CheckInfo(id, severity, Confidence.PROVED, summary, Optional.empty(), List.of(), "0.1", false);
    }

    public static CheckInfo likely(String id, Severity severity, String summary) {
        return new CheckInfo(id, severity, Confidence.LIKELY, summary, Optional.empty(), List.of(), "0.1", false);
    }

    public CheckInfo fixable(Applicability best) {
        return new CheckInfo(id, severity, confidence, summary, Optional.of(best), options, since, optIn);
    }

    public CheckInfo options(Option<?>... all) {
        return new CheckInfo(id, severity, confidence, summary, fix, List.of(all), since, optIn);
    }

    /// This, off until somebody asks for it: for what is a matter of taste, or a policy that each team makes for itself.
    public CheckInfo offByDefault() {
        return new CheckInfo(id, severity, confidence, summary, fix, options, since, true);
    }

    /// The part of the id before the slash.
    public String area() {
        return id.substring(0, id.indexOf('/'));
    }
}
