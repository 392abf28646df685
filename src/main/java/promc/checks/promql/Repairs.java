package promc.checks.promql;

import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.source.EmbeddedText;
import promc.source.Problem;

/// Makes fixes of the corrections that the parser offers. None is safe: an expression that Prometheus refuses has no meaning that could stay the same.
final class Repairs {
    private Repairs() {}

    static Optional<Fix> fix(Problem problem, EmbeddedText text) {
        return problem.correction().flatMap(correction -> Fix.replace(correction.title(),
                correction.certain() ? Applicability.UNSAFE : Applicability.DISPLAY_ONLY, text, correction.span(), correction.replacement()));
    }
}
