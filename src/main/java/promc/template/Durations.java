package promc.template;

/// Durations as `parseDuration` takes them (`github.com/prometheus/common/model`, ParseDurationAllowNegative).
final class Durations {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

    private Durations() {}

    /// True for a sequence of numbers with units, from years to milliseconds in this order, and for `0`. One that is too long to be counted is not told from others.
    static boolean isDuration(String text) {
        String body = text.startsWith("-") ? text.substring(1) : text;
        if (body.equals("0")) {
            return true;
        }
        int at = 0;
        int unit = 0;
        while (at < body.length()) {
            int digits = at;
            while (at < body.length() && body.charAt(at) >= '0' && body.charAt(at) <= '9') {
                at++;
            }
            if (at == digits) {
                return false;
            }
            int end = at;
            while (end < body.length() && Character.isLetter(body.charAt(end))) {
                end++;
            }
            String written = body.substring(at, end);
            while (unit < UNITS.length && !UNITS[unit].equals(written)) {
                unit++;
            }
            if (unit++ == UNITS.length) {
                return false;
            }
            at = end;
        }
        return !body.isEmpty();
    }
}
