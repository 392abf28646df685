package promc.schema;

import java.util.OptionalDouble;

/// Sizes in bytes as configurations have them (`units.ParseBase2Bytes`): numbers with the units `B`, `KiB` to `EiB`, or `KB` to `EB`, which mean the same; several add up.
public final class ByteSize {
    private static final String PREFIXES = "KMGTPE";
    private static final double MAX = 0x1p63;
    /// A number of more digits is out of range in Go as well.
    private static final int MAX_DIGITS = 18;

    private ByteSize() {}

    /// How many bytes; empty if `text` is no such size. Negative sizes are sizes.
    public static OptionalDouble parse(String text) {
        OptionalDouble binary = parse(text, "iB");
        return binary.isPresent() ? binary : parse(text, "B");
    }

    private static OptionalDouble parse(String text, String suffix) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        double sum = 0;
        if (text.length() == at) {
            return OptionalDouble.empty();
        }
        if (text.substring(at).equals("0")) {
            return OptionalDouble.of(0);
        }
        while (at < text.length()) {
            int end = digits(text, at);
            int whole = end - at;
            int fraction = 0;
            if (end < text.length() && text.charAt(end) == '.') {
                fraction = digits(text, end + 1) - end - 1;
                end += fraction + 1;
            }
            if (whole + fraction == 0 || whole > MAX_DIGITS || fraction > MAX_DIGITS) {
                return OptionalDouble.empty();
            }
            int unit = end;
            while (unit < text.length() && text.charAt(unit) != '.' && !isDigit(text.charAt(unit))) {
                unit++;
            }
            double scale = scale(text.substring(end, unit), suffix);
            if (scale == 0) {
                return OptionalDouble.empty();
            }
            sum += Double.parseDouble(text.substring(at, end)) * scale;
            at = unit;
        }
        return sum > MAX ? OptionalDouble.empty() : OptionalDouble.of(text.startsWith("-") ? -sum : sum);
    }

    /// 0 for what is no unit.
    private static double scale(String unit, String suffix) {
        if (unit.equals("B")) {
            return 1;
        }
        int power = unit.isEmpty() ? -1 : PREFIXES.indexOf(unit.charAt(0));
        return power >= 0 && unit.substring(1).equals(suffix) ? Math.scalb(1.0, 10 * (power + 1)) : 0;
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
