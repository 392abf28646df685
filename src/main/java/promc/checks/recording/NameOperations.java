package promc.checks.recording;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import promc.promql.PromDuration;

/// What the name of a recorded metric says of how it was made: the words behind its last colon (`job:http_requests:sum_rate5m`), and percentiles (`p99`, `99quantile`) anywhere in it.
/// `windows` are those that a function or aggregation carries, in milliseconds.
record NameOperations(Set<String> words, List<Window> windows, List<Double> quantiles) {
    /// A word with a window, such as `rate5m`: the function's name, the text and its length.
    record Window(String word, String text, long millis) {}

    static final Set<String> CHANGES = Set.of("rate", "irate", "increase", "delta", "idelta", "deriv");
    static final Set<String> SUMMARIES = Set.of("sum", "avg", "min", "max");

    /// False for a name that promises nothing; costs a look at its characters.
    static boolean mayPromise(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ':' || c >= '0' && c <= '9') {
                return true;
            }
        }
        return false;
    }

    static NameOperations of(String name) {
        int colon = name.lastIndexOf(':');
        Set<String> words = new LinkedHashSet<>();
        List<Window> windows = new ArrayList<>();
        List<Double> quantiles = new ArrayList<>();
        for (String part : name.substring(colon + 1).split("_")) {
            int digit = firstDigit(part);
            String word = part.substring(0, digit);
            if (colon >= 0) {
                words.add(word);
            }
            OptionalLong window = digit < part.length() ? PromDuration.parseMillis(part.substring(digit)) : OptionalLong.empty();
            if (colon >= 0 && window.isPresent() && (CHANGES.contains(word) || SUMMARIES.contains(word))) {
                windows.add(new Window(word, part.substring(digit), window.getAsLong()));
            }
        }
        for (String part : name.split("[_:]")) {
            String digits = part.startsWith("p") ? part.substring(1) : part.endsWith("quantile") ? part.substring(0, part.length() - "quantile".length()) : "";
            if (digits.length() >= 2 && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                quantiles.add(Double.parseDouble("0." + digits));
            }
        }
        return new NameOperations(words, windows, quantiles);
    }

    private static int firstDigit(String part) {
        int at = 0;
        while (at < part.length() && !Character.isDigit(part.charAt(at))) {
            at++;
        }
        return at;
    }
}
