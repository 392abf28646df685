package promc.promql;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import promc.promql.SeriesDescription.Item;
import promc.promql.SeriesDescription.Result;
import promc.promql.SeriesDescription.Step;
import promc.promql.SeriesDescription.Value;
import promc.source.Problem;
import promc.source.Span;

/// Reads the values of series descriptions, character by character, since there a space means something and numbers are written another way (`0x10` is
/// eleven zeros).
final class SeriesReader {
    /// What is wrong, and where; thrown and caught in this class alone.
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        Refusal(Span span, String message, String help) {
            super(message, null, false, false);
            this.problem = new Problem(span, message, help);
        }
    }

    private static final int END = -1;
    private static final List<String> HINTS = List.of("unknown", "reset", "not_reset", "gauge");
    private static final List<String> LISTS = List.of("buckets", "n_buckets", "custom_values");
    private static final List<String> WHOLE = List.of("schema", "offset", "n_offset");
    private static final List<String> NUMBERS = List.of("sum", "count", "z_bucket", "z_bucket_w");

    private final String text;
    private int pos;

    SeriesReader(String text) {
        this.text = text;
    }

    Result read() {
        try {
            SeriesLabels labels = SeriesLabels.read(text);
            if (labels.problem().isPresent()) {
                return new Result.Refused(labels.problem().get());
            }
            pos = labels.end();
            List<Item> items = new ArrayList<>();
            while (pos < text.length()) {
                if (!isSpace(peek())) {
                    throw unexpected("a space must stand before each value");
                }
                skipSpaces();
                if (pos < text.length()) {
                    items.add(item());
                }
            }
            return new Result.Read(new SeriesDescription(text, labels.labels(), items));
        } catch (Refusal refusal) {
            return new Result.Refused(refusal.problem);
        }
    }

    private Refusal refuse(int from, String message, String help) {
        return new Refusal(new Span(Math.min(from, text.length()), Math.max(from, Math.min(pos, text.length()))), message, help);
    }

    private Refusal unexpected(String help) {
        int from = pos;
        if (pos >= text.length()) {
            return refuse(from, "something is missing at the end", help);
        }
        pos += Character.charCount(text.codePointAt(pos));
        String what = isSpace(text.charAt(from)) ? "blank" : Slips.describe(text.substring(from, pos));
        return refuse(from, "unexpected " + what + " among the values", help);
    }

    private int peek() {
        return pos < text.length() ? text.charAt(pos) : END;
    }

    private boolean accept(char c) {
        if (peek() == c) {
            pos++;
            return true;
        }
        return false;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isAlpha(int c) {
        return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return '0' <= c && c <= '9';
    }

    private void skipSpaces() {
        while (isSpace(peek())) {
            pos++;
        }
    }

    private Item item() throws Refusal {
        int from = pos;
        if (text.startsWith("{{", pos)) {
            return histograms(from);
        }
        if (peek() == '_') {
            pos++;
            long count = accept('x') ? repetition() : 1;
            return item(from, new Value.Missing(), new Step.None(), count);
        }
        Value first = value();
        Step step = new Step.None();
        if (peek() == '+' || peek() == '-') {
            boolean negative = text.charAt(pos++) == '-';
            double by = number();
            step = new Step.Number(negative ? -by : by);
            if (peek() != 'x') {
                throw unexpected("a step needs a number of times, such as 1+2x3");
            }
        }
        return item(from, first, step, accept('x') ? more(repetition()) : 1);
    }

    private Item item(int from, Value first, Step step, long count) {
        return new Item(new Span(from, pos), first, step, count);
    }

    private static long more(long times) {
        return times == Long.MAX_VALUE ? times : times + 1;
    }

    private Value value() throws Refusal {
        if (peek() == '+' || peek() == '-') {
            boolean negative = text.charAt(pos++) == '-';
            double value = number();
            return new Value.Number(negative ? -value : value);
        }
        if (isAlpha(peek()) && peek() != 'x') {
            int from = pos;
            String word = word();
            if (word.equals("stale")) {
                return new Value.Stale();
            }
            pos = from;
            if (!word.equalsIgnoreCase("inf") && !word.equalsIgnoreCase("nan")) {
                pos += word.length();
                throw refuse(from, "`" + word + "` is no value", "values are numbers, `_`, `stale` or histograms {{...}}");
            }
        }
        return new Value.Number(number());
    }

    private String word() {
        int from = pos;
        while (isAlpha(peek()) || isDigit(peek()) || peek() == ':') {
            pos++;
        }
        return text.substring(from, pos);
    }

    /// A number without sign.
    private double number() throws Refusal {
        int from = pos;
        if (isAlpha(peek()) && peek() != 'x' && peek() != '_') {
            String word = word();
            if (!word.equalsIgnoreCase("inf") && !word.equalsIgnoreCase("nan")) {
                throw refuse(from, "`" + word + "` is no number", "");
            }
            return Numerals.number(word).orElseThrow();
        }
        String digits = digits();
        OptionalDouble value = Numerals.number(digits);
        if (value.isEmpty()) {
            throw refuse(from, "`" + digits + "` is no number that Prometheus can hold", "");
        }
        return value.getAsDouble();
    }

    private String digits() throws Refusal {
        boolean point = peek() == '.' && pos + 1 < text.length() && isDigit(text.charAt(pos + 1));
        if (!isDigit(peek()) && !point) {
            throw unexpected("a number must stand here");
        }
        int from = pos;
        Numerals.Scanned scanned = Numerals.scanSeries(text, pos);
        pos = scanned.end();
        if (scanned.kind() == Numerals.Kind.BAD) {
            throw refuse(from, "`" + text.substring(from, pos) + "` is no number", "durations and hexadecimal numbers are no values here");
        }
        return text.substring(from, pos);
    }

    private long repetition() throws Refusal {
        int from = pos;
        String digits = digits();
        boolean whole = digits.chars().allMatch(SeriesReader::isDigit);
        if (!whole || digits.length() > 18 && new BigInteger(digits).bitLength() > 64) {
            throw refuse(from, "`" + (digits.length() > 40 ? digits.substring(0, 40) + "..." : digits) + "` is no count", "write a whole number below 2^64");
        }
        // Up to 2^64 are allowed; what a long may not hold counts as the largest.
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private Item histograms(int from) throws Refusal {
        SeriesHistogram first = histogram();
        Step step = new Step.None();
        if (peek() == '+' || peek() == '-') {
            boolean negative = text.charAt(pos++) == '-';
            if (!text.startsWith("{{", pos)) {
                throw unexpected("a histogram must stand here");
            }
            SeriesHistogram by = histogram();
            step = new Step.Histogram(by, negative);
            if (peek() != 'x') {
                throw unexpected("a step needs a number of times, such as {{...}}+{{...}}x3");
            }
        }
        long times = accept('x') ? repetition() : 0;
        if (times > 0 && step instanceof Step.Histogram(SeriesHistogram by, boolean _) && !first.takes(by)) {
            throw refuse(from, "histograms of schema " + by.schema() + " cannot be added to one of schema " + first.schema(),
                    "the schema of what is added must not be smaller");
        }
        return item(from, new Value.Histogram(first), step, more(times));
    }

    private SeriesHistogram histogram() throws Refusal {
        int from = pos;
        pos += 2;
        Map<String, Double> numbers = new HashMap<>();
        Map<String, List<Double>> lists = new HashMap<>();
        List<String> keys = new ArrayList<>();
        SeriesHistogram.Hint hint = SeriesHistogram.Hint.UNKNOWN;
        if (isSpace(peek())) {
            skipSpaces();
            if (!text.startsWith("}}", pos)) {
                throw unexpected("no space may stand behind {{");
            }
        }
        while (!text.startsWith("}}", pos)) {
            int start = pos;
            String key = key();
            if (keys.contains(key)) {
                throw refuse(start, "`" + key + "` is set twice in the histogram", "");
            }
            keys.add(key);
            if (key.equals("counter_reset_hint")) {
                hint = hint();
            } else if (LISTS.contains(key)) {
                lists.put(key, list());
            } else {
                numbers.put(key, number(key));
            }
            if (isSpace(peek())) {
                skipSpaces();
            } else if (!text.startsWith("}}", pos)) {
                throw pos < text.length() ? unexpected("") : refuse(from, "the histogram that begins here is not closed", "");
            }
        }
        pos += 2;
        return new SeriesHistogram(numbers.getOrDefault("schema", 0.0).longValue(), numbers.getOrDefault("count", 0.0), numbers.getOrDefault("sum", 0.0),
                numbers.getOrDefault("z_bucket", 0.0), numbers.getOrDefault("z_bucket_w", 0.0), lists.getOrDefault("custom_values", List.of()), hint,
                buckets(numbers.get("offset"), lists.get("buckets")), buckets(numbers.get("n_offset"), lists.get("n_buckets")));
    }

    private static SeriesHistogram.Buckets buckets(Double offset, List<Double> counts) {
        return counts == null ? SeriesHistogram.Buckets.NONE : new SeriesHistogram.Buckets(offset == null ? 0 : offset.longValue(), counts);
    }

    private String key() throws Refusal {
        int from = pos;
        while (isAlpha(peek())) {
            pos++;
        }
        if (pos == from) {
            throw unexpected("a key such as `sum` must stand here");
        }
        String key = text.substring(from, pos).toLowerCase(Locale.ROOT);
        if (!LISTS.contains(key) && !WHOLE.contains(key) && !NUMBERS.contains(key) && !key.equals("counter_reset_hint")) {
            throw refuse(from, "a histogram has no `" + key + "`", "");
        }
        if (!accept(':')) {
            throw refuse(from, "a `:` must stand directly behind `" + key + "`", "");
        }
        return key;
    }

    private SeriesHistogram.Hint hint() throws Refusal {
        int from = pos;
        while (isAlpha(peek())) {
            pos++;
        }
        String word = text.substring(from, pos).toLowerCase(Locale.ROOT);
        if (!HINTS.contains(word)) {
            throw refuse(from, "`" + word + "` is no counter reset hint", "one of " + String.join(", ", HINTS));
        }
        return SeriesHistogram.Hint.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private double number(String key) throws Refusal {
        int from = pos;
        boolean negative = !key.equals("z_bucket_w") && accept('-');
        if (WHOLE.contains(key)) {
            double value = repetition();
            return negative ? -value : value;
        }
        if (peek() == '.') {
            throw refuse(from, "a number here begins with a digit", "");
        }
        double value = number();
        return negative ? -value : value;
    }

    private List<Double> list() throws Refusal {
        List<Double> values = new ArrayList<>();
        if (!accept('[')) {
            throw unexpected("a list such as [1 2 3] must stand here");
        }
        while (true) {
            boolean negative = accept('-');
            if (peek() == '.' || negative && isAlpha(peek())) {
                throw unexpected("a number must stand here");
            }
            double value = number();
            values.add(negative ? -value : value);
            boolean space = isSpace(peek());
            skipSpaces();
            if (accept(']')) {
                return values;
            }
            if (!space) {
                throw unexpected("populations are separated by spaces");
            }
        }
    }
}
