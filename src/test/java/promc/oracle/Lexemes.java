package promc.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Random words of PromQL as people and nobody would spell them: names, keywords in any case, odd numbers, durations, strings of all three kinds.
final class Lexemes {
    /// Keywords that can be the name of a metric.
    private static final List<String> NAME_KEYWORDS = List.of("and", "or", "unless", "sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "topk",
            "bottomk", "count_values", "quantile", "limitk", "limit_ratio", "offset", "smoothed", "anchored", "by", "without", "fill", "fill_left", "fill_right",
            "start", "end", "step", "range", "max_of", "min_of");
    /// Keywords that can name a label in a list, besides.
    private static final List<String> LABEL_KEYWORDS = List.of("on", "ignoring", "group_left", "group_right", "bool", "atan2", "by", "offset", "sum", "and", "start");
    private static final List<String> METRICS = List.of("up", "x", "http_requests_total", "node_cpu_seconds_total", "job:http_requests:rate5m", "a", "b", "_m",
            "request_duration_seconds_bucket", "foo", "bar", "a:b", ":", "::c", "e1", "Infinity", "nanx", "rate", "m5", "x0x1f");
    private static final List<String> LABELS = List.of("job", "instance", "le", "a", "b", "code", "__name__", "_x", "method", "quantile", "pod", "A1");
    private static final List<String> UTF8_NAMES = List.of("http.requests", "my-label", "é", "日本", "a b", "1st", "{x}", "label\\\"q", "tab\\t", "😀", "a:b");
    private static final List<String> NUMBERS = List.of("0", "1", "2", "3.14", "100", "1e3", "1E+5", "1e-3", ".5", "5.", "0x1F", "0XfF", "0x_1f", "1_000", "1_0e1_0",
            "1.5_5", "017", "08", "0_17", "0099", "Inf", "inf", "INF", "NaN", "nan", "NAN", "9223372036854775808", "0.000001", "1e300", "123456789.987654321", "1e21");
    private static final List<String> BAD_NUMBERS = List.of("1_", "1__0", "0b11", "0o17", "0x", "0x1.5", "1e", "1e400", "1.2.3", "0xFFFFFFFFFFFFFFFFF", "1i", "5mm", "5M", "1.5m");
    private static final List<String> UNITS = List.of("y", "w", "d", "h", "m", "s", "ms");
    private static final List<String> ESCAPES = List.of("\\n", "\\t", "\\\\", "\\a", "\\b", "\\f", "\\r", "\\v", "\\x41", "\\x7f", "\\u00e9", "\\u200b", "\\U0001F600", "\\101", "\\000");
    private static final List<String> BAD_ESCAPES = List.of("\\q", "\\x4", "\\400", "\\uD800", "\\U00110000", "\\8", "\\xff", "\\377", "\ufffd", "\\u12");
    private static final List<String> PLAIN = List.of("a", "b", "foo", "prod", "1", " ", "-", ".", "#", "{", "}", "[", ")", "$1", "/", "é", "日", "😀", "~", "%", ",", "\u00a0");
    private static final List<String> REGEXES = List.of("", ".*", ".+", "a", "a|b", "a.*", "^a$", "(a|b)c?", "[a-z]+", "a{2,3}", "(?i)x", "x|", "a\\\\.b", "\\\\d+", "(?:x)+?",
            "[^/]+", "\\\\pL", "(?P<n>x)", "a{,2}", "prod-.*", ".", "(?s:.)", "é+", "$");
    private static final List<String> BAD_REGEXES = List.of("(", "a**", "[z-a]", "(?=x)", "x{1001}", "\\\\C", "x)|(y", "*", "(?<n", "a{2,1}", "[[:foo:]]", "\\\\1");

    private final Random random;
    /// How often a lexeme is one that Prometheus refuses.
    private final double slips;

    Lexemes(Random random, double slips) {
        this.random = random;
        this.slips = slips;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// A keyword as written: mostly in lower case.
    String keyword(String word) {
        double r = random.nextDouble();
        return r < 0.85 ? word : r < 0.95 ? word.toUpperCase(Locale.ROOT) : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    String metricName() {
        return chance(0.1) ? keyword(pick(NAME_KEYWORDS)) : pick(METRICS);
    }

    /// A label in the list of `by`, `on` and their like.
    String listedLabel() {
        if (chance(slips)) {
            return pick(List.of("without", "inf", "1", "\"\"", "NaN", "(", "5m"));
        }
        double r = random.nextDouble();
        return r < 0.75 ? pick(LABELS) : r < 0.87 ? keyword(pick(LABEL_KEYWORDS)) : r < 0.9 ? "a:b" : quotedName();
    }

    /// A label in braces.
    String matcherLabel() {
        double r = random.nextDouble();
        return r < 0.8 ? pick(LABELS) : r < 0.9 ? keyword(pick(LABEL_KEYWORDS)) : r < 0.93 ? pick(List.of("inf", "NaN", "without")) : quotedName();
    }

    /// A name that only quotes can hold, or any other, in quotes.
    String quotedName() {
        String name = chance(0.8) ? pick(UTF8_NAMES) : pick(LABELS);
        return name.contains("\\") || chance(0.7) ? '"' + name + '"' : chance(0.5) ? '\'' + name + '\'' : '`' + name + '`';
    }

    String number() {
        if (chance(slips)) {
            return pick(BAD_NUMBERS);
        }
        return chance(0.5) ? String.valueOf(random.nextInt(1000)) : pick(NUMBERS);
    }

    /// A positive duration, mostly as people write it.
    String duration() {
        if (chance(slips)) {
            return pick(List.of("0s", "5hs", "5m1h", "1h1h", "300y", "1h 30m", "5", "5M", "-1m", "0", "1e30", "1.5h"));
        }
        double r = random.nextDouble();
        if (r < 0.15) {
            return pick(List.of("300", "1.5", "0x10", "1e2", "017", "0.001", "60", "3_600", "1e-9"));
        }
        if (r < 0.75) {
            return 1 + random.nextInt(chance(0.2) ? 5000 : 30) + pick(UNITS);
        }
        StringBuilder out = new StringBuilder();
        for (String unit : UNITS) {
            if (chance(0.35)) {
                out.append(random.nextInt(chance(0.3) ? 100 : 9) + 1).append(unit);
            }
        }
        return out.isEmpty() || out.charAt(out.length() - 1) == 'y' ? out + "1m" : out.toString();
    }

    /// A string literal, its text included.
    String string() {
        char quote = "\"\"\"''`".charAt(random.nextInt(6));
        StringBuilder out = new StringBuilder().append(quote);
        for (int i = random.nextInt(4); i > 0; i--) {
            if (quote != '`' && chance(0.2)) {
                out.append(chance(slips) ? pick(BAD_ESCAPES) : chance(0.1) ? "\\" + quote : pick(ESCAPES));
            } else if (quote == '`' && chance(0.1)) {
                out.append(pick(List.of("\n", "\\", "\\n", "\"", "'", "\r\n")));
            } else {
                out.append(pick(PLAIN));
            }
        }
        return out.append(chance(slips / 4) ? "" : String.valueOf(quote)).toString();
    }

    /// A string literal that holds a regular expression.
    String regex() {
        String pattern = chance(slips * 2) ? pick(BAD_REGEXES) : pick(REGEXES);
        return switch (random.nextInt(4)) {
            case 0 -> '`' + pattern.replace("\\\\", "\\") + '`';
            case 1 -> '\'' + pattern + '\'';
            default -> '"' + pattern + '"';
        };
    }
}
