package promc.promql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import promc.source.Nearest;

/// Habits from other languages and tools, recognised around a place where the syntax broke, and what to write instead.
final class Slips {
    static final List<String> UNITS = List.of("ms", "s", "m", "h", "d", "w", "y");
    static final List<String> INFIX_WORDS = List.of("and", "or", "unless", "offset", "atan2", "by", "without", "on", "ignoring", "bool",
            "group_left", "group_right", "anchored", "smoothed");
    private static final Set<String> SQL = Set.of("select", "from", "where", "like", "in", "is", "between", "having", "order", "limit", "as", "group",
            "join", "case", "when", "then", "else", "if", "null");

    /// How far behind its beginning a placeholder can still be the fault.
    private static final int MAX_PLACEHOLDER = 60;

    private Slips() {}

    /// What was meant if a template was not filled in at or around `at`.
    static Optional<String> template(String text, int at) {
        int from = Math.max(0, at - 2);
        String around = text.substring(from, Math.min(text.length(), at + 3));
        int percent = text.lastIndexOf("%(", at + 1);
        if (percent >= 0 && at - percent < MAX_PLACEHOLDER && text.indexOf(")s", percent) >= 0) {
            return Optional.of("a `%(...)s` placeholder was left in");
        }
        if (around.contains("{{") || around.contains("}}") || around.contains("{%")) {
            return Optional.of("a template was left in: fill in `{{ ... }}` before Prometheus reads the expression");
        }
        if (around.contains("[[")) {
            return Optional.of("a Grafana variable `[[...]]` was left in");
        }
        int dollar = text.indexOf('$', from);
        if (dollar >= 0 && dollar <= at + 1) {
            String name = wordAt(text, dollar + 1);
            return Optional.of(switch (name) {
                case "labels", "value", "externalLabels", "externalURL" -> "`$" + name + "` only exists in templates of annotations and labels";
                case "__rate_interval", "__interval", "__range", "__interval_ms", "__range_s", "__range_ms" ->
                        "`$" + name + "` is a variable of Grafana: write a duration such as 5m";
                default -> "a template variable was left in: Prometheus knows no `$`";
            });
        }
        return Optional.empty();
    }

    /// The run of letters, digits, `_`, `.` and `-` at `start`.
    static String wordAt(String text, int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || "_.-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return text.substring(start, end);
    }

    /// A character as a reader can recognise it, invisible ones by their number.
    static String describe(String character) {
        int c = character.codePointAt(0);
        boolean visible = c > ' ' && c != 0x7f && !Character.isSpaceChar(c) && !Character.isISOControl(c)
                && Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.SURROGATE;
        return visible ? "`" + character + "`" : String.format("invisible character U+%04X", c);
    }

    /// What PromQL has for a character of word processors; a space, or nothing, for one that cannot be seen.
    static Optional<String> plain(int c) {
        return switch (c) {
            case '−', '–', '—' -> Optional.of("-");
            case '×' -> Optional.of("*");
            case '÷' -> Optional.of("/");
            case '≥' -> Optional.of(">=");
            case '≤' -> Optional.of("<=");
            case '≠' -> Optional.of("!=");
            default -> Character.getType(c) == Character.SPACE_SEPARATOR ? Optional.of(" ")
                    : Character.getType(c) == Character.FORMAT ? Optional.of("") : Optional.empty();
        };
    }

    static String character(String text, int at, boolean braces) {
        int c = text.codePointAt(at);
        String pair = text.substring(at, Math.min(text.length(), at + 2));
        if ("“”„«»″".indexOf(c) >= 0) {
            return "this is a typographic quote: use \"";
        }
        if ("‘’‚´′".indexOf(c) >= 0) {
            return "this is a typographic quote: use '";
        }
        Optional<String> plain = plain(c);
        if (plain.isPresent()) {
            return plain.get().isBlank() ? "replace it by an ordinary space, or remove it"
                    : plain.get().equals("-") ? "this is a typographic dash: use -" : "write `" + plain.get() + "`";
        }
        if (pair.equals("|=") || pair.equals("|~") || pair.equals("|>")) {
            return "`" + pair + "` belongs to LogQL";
        }
        if (pair.equals("&&") || c == '&') {
            return "write `and`";
        }
        if (c == '|' && !pair.equals("||")) {
            return "PromQL has no pipe (LogQL has); the union of two vectors is `or`";
        }
        if (c == '|') {
            return "write `or`";
        }
        if (c == '!') {
            return braces ? "the operators are = != =~ !~" : "there is no `not`: use `!=`, `unless` or absent(...)";
        }
        if (braces && (c == '>' || c == '<' || c == '*')) {
            return "the operators are = != =~ !~; compare values outside the braces";
        }
        if (c == ':' && braces) {
            return "label names have no colon: write name=\"value\"";
        }
        if (c == ';' && braces) {
            return "matchers are separated by commas";
        }
        if (c == ';') {
            return "an expression has no semicolon: remove it";
        }
        if (c == '\\') {
            return "line breaks need no backslash";
        }
        if (c == '?') {
            return "there is no conditional operator: combine comparisons with `and` and `or`";
        }
        if (c == '{' && braces) {
            return "close the first brace before";
        }
        if (Character.isLetter(c) && c > 127) {
            return "names beyond ASCII letters must be quoted inside braces: {\"...\"}";
        }
        if (c == '.' || c == '-') {
            return "a name with `" + (char) c + "` must be quoted inside braces: {\"...\"}";
        }
        return "";
    }

    /// For what begins with a digit.
    static String number(String word) {
        Optional<String> meant = Numerals.meant(word);
        if (meant.isPresent()) {
            return "did you mean " + meant.get() + "?";
        }
        String lower = word.toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < lower.length() && Character.isDigit(lower.charAt(digits))) {
            digits++;
        }
        String unit = lower.substring(digits);
        if (List.of("mo", "mon", "month", "months").contains(unit)) {
            return "there is no month: write days, such as 30d";
        }
        if (List.of("k", "kb", "ki", "kib", "mb", "mi", "mib", "g", "gb", "gi", "gib", "t", "tb", "ti", "tib").contains(unit)) {
            return "there are no unit suffixes: write the number, such as 1e6 or 2*1024*1024";
        }
        if (unit.chars().allMatch(ch -> ch == '_' || Character.isDigit(ch))) {
            return "an underscore stands between two digits";
        }
        if (unit.length() > 3 && Character.isLetter(unit.charAt(0)) && digits > 0 && unit.indexOf('_') > 0) {
            return "a name cannot begin with a digit: quote it inside braces";
        }
        return "numbers look like 1e3, 0x1F or 1_000, durations like 5m or 1h30m";
    }

    static String brackets(String text, int at) {
        return text.startsWith("[[", at) ? "a Grafana variable `[[...]]` was left in" : "write metric[5m]";
    }

    static String assign(String text, int at) {
        char before = at > 0 ? text.charAt(at - 1) : ' ';
        char after = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (before == '=') {
            return "compare with `==`";
        }
        if (after == '>' || after == '<') {
            return "write `" + after + "=`";
        }
        return "compare with `==`; label matchers stand in braces, such as {job=\"api\"}";
    }

    /// For an operator where an operand should be.
    static String operators(String text, int at) {
        String around = text.substring(Math.max(0, at - 1), Math.min(text.length(), at + 1));
        return switch (around) {
            case "<>" -> "write `!=`";
            case "**" -> "write `^`";
            case "==" -> at > 1 && text.charAt(at - 2) == '!' ? "write `!=`" : "compare with `==`";
            case "=>" -> "write `>=`";
            case "=<" -> "write `<=`";
            case "//" -> "a comment begins with `#`";
            default -> "";
        };
    }

    static String comma(String text, int at) {
        boolean decimal = at > 0 && at + 1 < text.length() && Character.isDigit(text.charAt(at - 1)) && Character.isDigit(text.charAt(at + 1));
        return decimal ? "decimals are written with a point" : "";
    }

    private static boolean isAggregator(String word) {
        for (Aggregator aggregator : Aggregator.values()) {
            if (aggregator.keyword().equals(word)) {
                return true;
            }
        }
        return false;
    }

    /// The value behind a match operator that was written without quotes.
    static String unquotedValue(String text, int start) {
        int end = start;
        while (end < text.length() && ",} \t\r\n\"".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }

    /// For a second operand where an operator should be.
    static String word(String text, String word, int at, String previous) {
        String lower = word.toLowerCase(Locale.ROOT);
        String before = previous.toLowerCase(Locale.ROOT);
        if (UNITS.contains(lower) && !previous.isEmpty() && Character.isDigit(previous.charAt(0))) {
            return "no space between number and unit: write " + previous + lower;
        }
        boolean twoDurations = !word.isEmpty() && Character.isDigit(word.charAt(0)) && !before.isEmpty() && Character.isDigit(before.charAt(0));
        if (twoDurations && Character.isLetter(lower.charAt(lower.length() - 1)) && Character.isLetter(before.charAt(before.length() - 1))) {
            return "a duration has no spaces: write " + previous + word;
        }
        if (isAggregator(before)) {
            return "write `" + previous + "(...)`";
        }
        if (lower.equals("not") || before.equals("not")) {
            return "there is no `not`: use `unless`, `!=` or absent(...)";
        }
        if (lower.equals("like")) {
            return "there is no `like`: match labels with {label=~\"regex\"}";
        }
        if (lower.equals("where")) {
            return "there is no `where`: write matchers in braces, such as metric{job=\"api\"}";
        }
        if (lower.equals("for")) {
            return "how long an alert waits is the key `for` of its rule";
        }
        if (SQL.contains(lower) || SQL.contains(before)) {
            return "this is no word of PromQL";
        }
        if (lower.startsWith("offset") && lower.length() > 6 && Character.isDigit(lower.charAt(6))) {
            return "write `offset " + lower.substring(6) + "`";
        }
        Optional<String> near = Character.isLetter(word.charAt(0)) ? Nearest.to(word, INFIX_WORDS) : Optional.empty();
        if (near.isEmpty() && !previous.isEmpty() && Character.isLetter(previous.charAt(0))) {
            near = Nearest.to(previous, INFIX_WORDS).filter(n -> !n.equals(before));
        }
        if (near.isPresent()) {
            return "did you mean `" + near.get() + "`?";
        }
        return "join the two with an operator such as `and`, `or`, `+`, or remove one";
    }
}
