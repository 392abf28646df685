package promc.checks.alert;

import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.source.Correction;
import promc.source.EmbeddedText;

/// Makes fixes of the corrections that templates offer. None is safe: what the text says changes, which is the point.
final class TemplateRepairs {
    private TemplateRepairs() {}

    static Optional<Fix> fix(Optional<Correction> correction, EmbeddedText text) {
        return correction.flatMap(found -> Fix.replace(found.title(), found.certain() ? Applicability.UNSAFE : Applicability.DISPLAY_ONLY, text, found.span(), found.replacement()));
    }
}
