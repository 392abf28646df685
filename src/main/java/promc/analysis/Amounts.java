package promc.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// Numbers of series, bytes and seconds as people read them: three digits are all that an estimate deserves.
public final class Amounts {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;
    private static final double YEAR = 365 * DAY;
    /// Up to so many hours are not told as days: retention is deleted by blocks of hours.
    private static final double MOST_HOURS = 48;

    private Amounts() {}

    public static String count(double number) {
        return number < 1000 ? rounded(number) : String.format(Locale.ROOT, "%,.0f", number);
    }

    /// In powers of 1024, as Prometheus counts sizes.
    public static String bytes(double bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 1000 && unit < UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        return rounded(value) + " " + UNITS.get(unit);
    }

    /// Hours or days, or minutes or years where it is that.
    public static String duration(double seconds) {
        if (seconds < HOUR) {
            return rounded(seconds / MINUTE) + " min";
        }
        if (seconds < MOST_HOURS * HOUR) {
            return rounded(seconds / HOUR) + " h";
        }
        return seconds < 3 * YEAR ? rounded(seconds / DAY) + " d" : seconds / YEAR > 1000 ? "more than 1000 years" : rounded(seconds / YEAR) + " years";
    }

    /// `5.4 GiB`, or `4.2 GiB to 8.4 GiB` where it is not known exactly.
    public static String range(Range range, DoubleFunction<String> words) {
        String low = words.apply(range.low());
        String high = words.apply(range.high());
        return low.equals(high) ? low : low + " to " + high;
    }

    private static String rounded(double value) {
        if (value >= 1000 || value < 0.001) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        BigDecimal shown = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP)).stripTrailingZeros();
        return shown.scale() < 0 ? shown.setScale(0).toPlainString() : shown.setScale(Math.min(shown.scale(), 3), RoundingMode.HALF_UP).toPlainString();
    }
}
