package promc.template;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import promc.source.Span;
import promc.template.Operand.Number;

/// Numbers as Go's templates take them (`text/template/parse/node.go`, newNumber; `strconv.ParseFloat` and `ParseInt` with base 0).
final class Numbers {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private Numbers() {}

    /// The number that is written; empty if Go refuses it. `constant` is true for a character constant.
    static Optional<Number> read(String written, boolean constant, Span span) {
        if (constant) {
            return Literals.character(written).map(c -> new Number(span, written, c, true, false));
        }
        if (written.endsWith("i")) {
            return complex(written) ? Optional.of(new Number(span, written, Double.NaN, false, true)) : Optional.empty();
        }
        Optional<BigInteger> whole = integer(written);
        if (whole.isPresent() && whole.get().compareTo(LEAST) >= 0 && whole.get().compareTo(MOST) <= 0) {
            return Optional.of(new Number(span, written, whole.get().doubleValue(), true, false));
        }
        boolean looksWhole = written.chars().noneMatch(c -> ".eEpP".indexOf(c) >= 0);
        OptionalDouble value = looksWhole ? OptionalDouble.empty() : parseFloat(written);
        boolean hexadecimal = written.length() > 2 && written.charAt(0) == '0' && "xX".indexOf(written.charAt(1)) >= 0 && written.indexOf('p') < 0 && written.indexOf('P') < 0;
        return value.isEmpty() ? Optional.empty() : Optional.of(new Number(span, written, value.getAsDouble(), hexadecimal, false));
    }

    private static boolean complex(String written) {
        String body = written.substring(0, written.length() - 1);
        for (int i = body.length() - 1; i > 0; i--) {
            char c = body.charAt(i);
            if ((c == '+' || c == '-') && "eEpP".indexOf(body.charAt(i - 1)) < 0) {
                return parseFloat(body.substring(0, i)).isPresent() && parseFloat(body.substring(i)).isPresent();
            }
        }
        return parseFloat(body).isPresent();
    }

    private static Optional<BigInteger> integer(String written) {
        String digits = written.startsWith("+") || written.startsWith("-") ? written.substring(1) : written;
        int radix = 10;
        String body = digits;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (Character.toLowerCase(digits.charAt(1))) {
                case 'x' -> 16;
                case 'b' -> 2;
                default -> 8;
            };
            body = Character.isDigit(digits.charAt(1)) || digits.charAt(1) == '_' ? digits.substring(1) : digits.substring(2);
        }
        if (!underscoresStandWell(digits)) {
            return Optional.empty();
        }
        String plain = body.replace("_", "");
        for (int i = 0; i < plain.length(); i++) {
            if (Character.digit(plain.charAt(i), radix) < 0) {
                return Optional.empty();
            }
        }
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(plain, radix);
        return Optional.of(written.startsWith("-") ? value.negate() : value);
    }

    /// Underscores stand between digits, or between the prefix of a base and a digit.
    private static boolean underscoresStandWell(String digits) {
        boolean prefixed = digits.length() > 1 && digits.charAt(0) == '0' && "xXoObB".indexOf(digits.charAt(1)) >= 0;
        boolean hexadecimal = prefixed && Character.toLowerCase(digits.charAt(1)) == 'x';
        char saw = prefixed ? '0' : '^';
        for (int i = prefixed ? 2 : 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            boolean digit = c < 128 && Character.digit(c, hexadecimal ? 16 : 10) >= 0;
            if (c == '_' ? saw != '0' : !digit && saw == '_') {
                return false;
            }
            saw = digit ? '0' : c == '_' ? '_' : '!';
        }
        return saw != '_';
    }

    /// What `strconv.ParseFloat` makes of a text: decimal and hexadecimal numbers, infinity and NaN; empty if it refuses it. Too large a number is refused, as there.
    static OptionalDouble parseFloat(String written) {
        if (written.indexOf('_') >= 0 && !underscoresStandWell(written.startsWith("+") || written.startsWith("-") ? written.substring(1) : written)) {
            return OptionalDouble.empty();
        }
        String text = written.replace("_", "");
        String body = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        String lower = body.toLowerCase(Locale.ROOT);
        if (lower.equals("inf") || lower.equals("infinity")) {
            return OptionalDouble.of(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        if (text.equalsIgnoreCase("nan")) {
            return OptionalDouble.of(Double.NaN);
        }
        boolean hexadecimal = lower.startsWith("0x");
        int mantissa = 0;
        int i = hexadecimal ? 2 : 0;
        boolean point = false;
        for (; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (c < 128 && Character.digit(c, hexadecimal ? 16 : 10) >= 0) {
                mantissa++;
            } else {
                break;
            }
        }
        boolean exponent = i < lower.length() && lower.charAt(i) == (hexadecimal ? 'p' : 'e');
        if (exponent) {
            i++;
            i += i < lower.length() && "+-".indexOf(lower.charAt(i)) >= 0 ? 1 : 0;
            int digits = i;
            while (i < lower.length() && lower.charAt(i) >= '0' && lower.charAt(i) <= '9') {
                i++;
            }
            if (i == digits) {
                return OptionalDouble.empty();
            }
        }
        if (mantissa == 0 || i < lower.length() || hexadecimal && !exponent) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
