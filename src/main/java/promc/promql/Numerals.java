package promc.promql;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Numbers and durations as Prometheus scans and converts them: `scanNumber`, `acceptRemainingDuration` of its lexer, Go's
/// `strconv.ParseInt(s, 0, 64)` and `ParseFloat`, and `model.ParseDuration`.
final class Numerals {
    enum Kind { NUMBER, DURATION, BAD }

    /// What begins at an offset: its kind, and where it ends if it is no bad one.
    record Scanned(Kind kind, int end) {}

    /// A duration in nanoseconds, or what is wrong with it.
    record Duration(long nanos, Optional<String> error) {
        double seconds() {
            return nanos / 1_000_000_000L + nanos % 1_000_000_000L / 1e9;
        }
    }

    private static final List<String> UNITS = List.of("y", "w", "d", "h", "m", "s", "ms");
    private static final long[] UNIT_NANOS = {
        31_536_000_000_000_000L, 604_800_000_000_000L, 86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L};
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int END = -1;
    /// So many decimal digits fit into a long.
    private static final int SHORT = 18;

    private final String text;
    private int pos;

    private final boolean series;

    private Numerals(String text, int pos, boolean series) {
        this.text = text;
        this.pos = pos;
        this.series = series;
    }

    /// Scans the number or duration that begins at `start`, where a digit, or a point and a digit, must stand.
    static Scanned scan(String text, int start) {
        Numerals scanner = new Numerals(text, start, false);
        if (scanner.number()) {
            return new Scanned(Kind.NUMBER, scanner.pos);
        }
        return scanner.duration() ? new Scanned(Kind.DURATION, scanner.pos) : new Scanned(Kind.BAD, scanner.pos);
    }

    /// Scans the number of a series description that begins at `start`: never hexadecimal, and an `x` may follow.
    static Scanned scanSeries(String text, int start) {
        Numerals scanner = new Numerals(text, start, true);
        return new Scanned(scanner.number() ? Kind.NUMBER : Kind.BAD, scanner.pos);
    }

    private int peek() {
        return pos < text.length() ? text.charAt(pos) : END;
    }

    private boolean accept(String set) {
        if (pos < text.length() && set.indexOf(text.charAt(pos)) >= 0) {
            pos++;
            return true;
        }
        return false;
    }

    private boolean number() {
        boolean hex = false;
        if (!series && accept("0") && accept("xX")) {
            accept("_");
            hex = true;
        }
        accept(".");
        acceptDigit(hex);
        boolean point = false;
        boolean exponent = false;
        while (true) {
            int c = peek();
            // In this order, as upstream: so in a hexadecimal number an `e` behind a single digit begins an exponent.
            if (c == '.') {
                if (point) {
                    return false;
                }
                point = true;
                pos++;
                if (accept("_.") || hex) {
                    return false;
                }
            } else if (c == 'e' || c == 'E') {
                if (exponent) {
                    return false;
                }
                exponent = true;
                pos++;
                accept("+-");
                if (accept("._eE") || peek() == END) {
                    return false;
                }
            } else if (c == '_') {
                pos++;
                if (accept("._eE") || peek() == END) {
                    return false;
                }
            } else if (isDigit(c, hex)) {
                while (isDigit(peek(), hex)) {
                    pos++;
                }
            } else {
                return !isWord(c) || series && c == 'x';
            }
        }
    }

    private void acceptDigit(boolean hex) {
        if (isDigit(peek(), hex)) {
            pos++;
        }
    }

    private boolean duration() {
        if (!accept("smhdwy")) {
            return false;
        }
        accept("s");
        while (isDigit(peek(), false)) {
            while (isDigit(peek(), false)) {
                pos++;
            }
            if (!accept("smhdw")) {
                return false;
            }
            accept("s");
        }
        return !isWord(peek());
    }

    private static boolean isDigit(int c, boolean hex) {
        return '0' <= c && c <= '9' || hex && ('a' <= c && c <= 'f' || 'A' <= c && c <= 'F');
    }

    private static boolean isWord(int c) {
        return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9';
    }

    /// The value of a number as scanned, `Inf` and `NaN` in any case among them; empty if it has none (`0x`, `1_`, `1e400`).
    static OptionalDouble number(String text) {
        if (text.length() <= SHORT && text.chars().allMatch(c -> isDigit(c, false)) && (text.length() == 1 || text.charAt(0) != '0')) {
            return OptionalDouble.of(Long.parseLong(text));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("inf")) {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
        if (lower.equals("nan")) {
            return OptionalDouble.of(Double.NaN);
        }
        if (!underscoresSeparateDigits(lower)) {
            return OptionalDouble.empty();
        }
        String digits = lower.replace("_", "");
        boolean hex = digits.startsWith("0x");
        OptionalDouble integer = hex ? integer(digits.substring(2), 16)
                : digits.length() > 1 && digits.charAt(0) == '0' ? integer(digits.substring(1), 8) : integer(digits, 10);
        if (integer.isPresent() || hex) {
            return integer;
        }
        if (!isDecimalFloat(digits)) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static OptionalDouble integer(String digits, int radix) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
            return OptionalDouble.empty();
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        // More digits than any long has in base 8; keeps a megabyte of digits away from BigInteger.
        if (significant.length() > 22) {
            return OptionalDouble.empty();
        }
        BigInteger value = new BigInteger(significant, radix);
        return value.compareTo(LONG_MAX) > 0 ? OptionalDouble.empty() : OptionalDouble.of((double) value.longValue());
    }

    private static boolean isDecimalFloat(String s) {
        int i = 0;
        int mantissa = 0;
        boolean point = false;
        for (; i < s.length() && (isDigit(s.charAt(i), false) || s.charAt(i) == '.'); i++) {
            if (s.charAt(i) != '.') {
                mantissa++;
            } else if (point) {
                return false;
            } else {
                point = true;
            }
        }
        if (mantissa == 0 || i == s.length()) {
            return mantissa > 0;
        }
        i++;
        if (i < s.length() && (s.charAt(i) == '+' || s.charAt(i) == '-')) {
            i++;
        }
        return i < s.length() && s.chars().skip(i).allMatch(c -> isDigit(c, false));
    }

    private static boolean underscoresSeparateDigits(String s) {
        boolean prefix = s.startsWith("0x");
        char last = prefix ? '0' : '^';
        for (int i = prefix ? 2 : 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (isDigit(c, prefix)) {
                last = '0';
            } else if (c == '_') {
                if (last != '0') {
                    return false;
                }
                last = '_';
            } else {
                if (last == '_') {
                    return false;
                }
                last = '!';
            }
        }
        return last != '_';
    }

    /// The value of a duration as scanned.
    static Duration duration(String text) {
        long nanos = 0;
        int lastUnit = -1;
        int i = 0;
        while (i < text.length()) {
            int digits = i;
            while (i < text.length() && isDigit(text.charAt(i), false)) {
                i++;
            }
            int unitStart = i;
            while (i < text.length() && !isDigit(text.charAt(i), false)) {
                i++;
            }
            if (unitStart == digits || i == unitStart) {
                return malformed(text, "begin it with a digit: durations have no fractions");
            }
            String unit = text.substring(unitStart, i);
            int index = UNITS.indexOf(unit);
            if (index < 0) {
                String why = unit.startsWith(".") ? "durations have no fractions" : "`" + unit + "` is no unit (ms, s, m, h, d, w, y)";
                return malformed(text, why);
            }
            if (index <= lastUnit) {
                return malformed(text, "units go from large to small, each at most once");
            }
            lastUnit = index;
            OptionalDouble count = integer(text.substring(digits, unitStart), 10);
            if (count.isEmpty() || count.getAsDouble() > (double) (Long.MAX_VALUE / UNIT_NANOS[index])) {
                return tooLong(text);
            }
            nanos += Long.parseLong(text.substring(digits, unitStart)) * UNIT_NANOS[index];
            if (nanos < 0) {
                return tooLong(text);
            }
        }
        return new Duration(nanos, Optional.empty());
    }

    /// The duration that was probably meant by a number with a foreign unit (`5min`, `1.5h`, `10M`).
    static Optional<String> meant(String word) {
        int digits = 0;
        while (digits < word.length() && (isDigit(word.charAt(digits), false) || word.charAt(digits) == '.')) {
            digits++;
        }
        String count = word.substring(0, digits);
        String unit = switch (word.substring(digits).toLowerCase(Locale.ROOT)) {
            case "min", "mins", "minute", "minutes", "mm", "m" -> "m";
            case "sec", "secs", "second", "seconds", "s" -> "s";
            case "hr", "hrs", "hour", "hours", "h" -> "h";
            case "day", "days", "d" -> "d";
            case "week", "weeks", "w" -> "w";
            case "msec", "msecs", "millis", "ms" -> "ms";
            default -> "";
        };
        if (unit.isEmpty() || !isDecimalFloat(count) || count.length() > SHORT) {
            return Optional.empty();
        }
        if (count.indexOf('.') < 0) {
            return Optional.of(count + unit);
        }
        double millis = Double.parseDouble(count) * (UNIT_NANOS[UNITS.indexOf(unit)] / 1_000_000);
        return millis == Math.rint(millis) && 0 < millis && millis < 1e15 ? Optional.of(PromDuration.format((long) millis)) : Optional.empty();
    }

    private static Duration malformed(String text, String why) {
        return new Duration(0, Optional.of("bad duration `" + text + "`: " + why));
    }

    private static Duration tooLong(String text) {
        return new Duration(0, Optional.of("duration `" + text + "` is out of range: the longest is about 292 years"));
    }
}
