package promc.promql;

import java.util.OptionalLong;

/// Durations as Prometheus writes them in rule files, configurations and flags (`prometheus/common` `model.ParseDuration`): units `y w d h m s ms` in this order,
/// each at most once, whole numbers, no sign; a bare `0` is allowed.
public final class PromDuration {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1};
    /// Go's `time.Duration` counts nanoseconds in an int64.
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

    private PromDuration() {}

    /// Milliseconds, or empty if `text` is not such a duration or is out of Go's range (about 292 years).
    public static OptionalLong parseMillis(String text) {
        if (text.equals("0")) {
            return OptionalLong.of(0);
        }
        long total = 0;
        int unit = 0;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            int letters = at;
            while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
                at++;
            }
            if (letters == digits || letters == at || letters - digits > 18) {
                return OptionalLong.empty();
            }
            String word = text.substring(letters, at);
            while (unit < UNITS.length && !UNITS[unit].equals(word)) {
                unit++;
            }
            if (unit == UNITS.length) {
                return OptionalLong.empty();
            }
            long count = Long.parseLong(text.substring(digits, letters));
            if (count > (MAX_MILLIS - total) / MILLIS[unit]) {
                return OptionalLong.empty();
            }
            total += count * MILLIS[unit];
            unit++;
        }
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /// The shortest spelling Prometheus itself prints: years and weeks only where they divide the whole.
    public static String format(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder();
        long rest = millis;
        for (int i = 0; i < UNITS.length; i++) {
            boolean onlyExact = i < 2;
            if (rest >= MILLIS[i] && (!onlyExact || rest % MILLIS[i] == 0)) {
                out.append(rest / MILLIS[i]).append(UNITS[i]);
                rest %= MILLIS[i];
            }
        }
        return out.toString();
    }
}
