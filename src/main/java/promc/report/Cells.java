package promc.report;

import java.util.Locale;
import java.util.OptionalLong;

/// Numbers and words as tables show them.
final class Cells {
    private Cells() {}

    static String number(long number) {
        return number == Long.MAX_VALUE ? "more than 9,000,000,000,000,000,000" : String.format(Locale.ROOT, "%,d", number);
    }

    static String number(OptionalLong number) {
        return number.isPresent() ? number(number.getAsLong()) : "?";
    }

    static String share(OptionalLong part, OptionalLong whole) {
        return part.isPresent() && whole.orElse(0) > 0 ? String.format(Locale.ROOT, "%.1f %%", 100.0 * part.getAsLong() / whole.getAsLong()) : "";
    }

    /// What a key of `budgets` is the budget of.
    static String budget(String key) {
        return switch (key) {
            case "total" -> "everything";
            default -> "a " + key;
        };
    }
}
