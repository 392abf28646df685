package promc.model;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts of bytes as Docker writes them, and as Kubernetes does (`apimachinery/pkg/api/resource`): a number with a suffix, of powers of ten (`k`, `M`, `G`, ...) or of 1024 (`Ki`, `Mi`, `Gi`, ...).
public final class Quantity {
    private static final Pattern FORM = Pattern.compile("\\+?([0-9]{1,20}(?:\\.[0-9]{0,20})?|\\.[0-9]{1,20})(?:(k|[MGTPE]|[KMGTPE]i)|[eE]([0-9]{1,2}))?");
    private static final String UNITS = "kMGTPE";
    private static final Pattern DOCKER = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([kKmMgGtTpP]?)(?:[iI]?[bB])?");

    private Quantity() {}

    /// The number of bytes as Docker reads it (`go-units`, RAMInBytes): units are powers of 1024, whatever they are called. Empty for what is no such size.
    static OptionalLong docker(String text) {
        Matcher match = DOCKER.matcher(text.strip());
        if (!match.matches()) {
            return OptionalLong.empty();
        }
        int power = match.group(2).isEmpty() ? 0 : "kmgtp".indexOf(Character.toLowerCase(match.group(2).charAt(0))) + 1;
        return whole(new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(1024).pow(power)));
    }

    private static OptionalLong whole(BigDecimal value) {
        return value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? OptionalLong.empty() : OptionalLong.of(value.longValue());
    }

    /// The number of bytes, fractions cut off; empty for what is no such amount, or more than a long holds.
    public static OptionalLong bytes(String text) {
        Matcher match = FORM.matcher(text.strip());
        if (!match.matches()) {
            return OptionalLong.empty();
        }
        BigDecimal value = new BigDecimal(match.group(1));
        if (match.group(2) != null) {
            int power = UNITS.indexOf(match.group(2).charAt(0) == 'K' ? 'k' : match.group(2).charAt(0)) + 1;
            value = value.multiply(BigDecimal.valueOf(match.group(2).endsWith("i") ? 1024 : 1000).pow(power));
        } else if (match.group(3) != null) {
            value = value.scaleByPowerOfTen(Integer.parseInt(match.group(3)));
        }
        return whole(value);
    }
}
