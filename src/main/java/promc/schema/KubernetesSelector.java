package promc.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The two languages in which Kubernetes selects objects, as `fields.ParseSelector` and `labels.Parse` of apimachinery read them: why a selector is refused, empty if it is not.
final class KubernetesSelector {
    private static final int LONGEST = 63;
    private static final int LONGEST_PREFIX = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");
    private static final List<String> SYMBOLS = List.of("!=", "==", "=", "!", "(", ")", ",", ">", "<");

    private final List<String> tokens = new ArrayList<>();
    private int at;
    private String problem = "";

    private KubernetesSelector() {}

    static String fieldProblem(String selector) {
        for (String term : terms(selector)) {
            if (term.isEmpty()) {
                continue;
            }
            int equals = term.indexOf('=');
            if (equals < 0) {
                return "`" + term + "` is no condition on a field: write `field=value` or `field!=value`";
            }
            String value = term.substring(equals + (term.startsWith("==", equals) && (equals == 0 || term.charAt(equals - 1) != '!') ? 2 : 1));
            if (!isEscaped(value)) {
                return "`" + value + "` is no value for a field: `,`, `=` and `\\` must be written behind a `\\`";
            }
        }
        return "";
    }

    private static List<String> terms(String selector) {
        List<String> terms = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < selector.length(); i++) {
            if (selector.charAt(i) == '\\') {
                i++;
            } else if (selector.charAt(i) == ',') {
                terms.add(selector.substring(start, i));
                start = i + 1;
            }
        }
        terms.add(selector.substring(start));
        return terms;
    }

    private static boolean isEscaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '=' || c == ',' || c == '\\' && (i + 1 == value.length() || "\\,=".indexOf(value.charAt(++i)) < 0)) {
                return false;
            }
        }
        return true;
    }

    static String labelProblem(String selector) {
        KubernetesSelector reader = new KubernetesSelector();
        reader.scan(selector);
        reader.requirements();
        return reader.problem;
    }

    private void scan(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (" \t\r\n".indexOf(c) >= 0) {
                i++;
                continue;
            }
            int from = i;
            String symbol = SYMBOLS.stream().filter(candidate -> text.startsWith(candidate, from)).findFirst().orElse("");
            if (!symbol.isEmpty()) {
                tokens.add(symbol);
                i += symbol.length();
                continue;
            }
            while (i < text.length() && " \t\r\n=!(),><".indexOf(text.charAt(i)) < 0) {
                i++;
            }
            tokens.add(text.substring(from, i));
        }
        tokens.add("");
    }

    private String next() {
        return tokens.get(at);
    }

    private String take() {
        return at < tokens.size() - 1 ? tokens.get(at++) : "";
    }

    private void expected(String what) {
        if (problem.isEmpty()) {
            problem = next().isEmpty() ? "the selector ends where " + what + " is expected" : "`" + next() + "` stands where " + what + " is expected";
        }
    }

    private static boolean isWord(String token) {
        return !token.isEmpty() && !SYMBOLS.contains(token);
    }

    private void requirements() {
        while (problem.isEmpty() && !next().isEmpty()) {
            if (!isWord(next()) && !next().equals("!")) {
                expected("the name of a label");
                return;
            }
            requirement();
            if (!problem.isEmpty() || next().isEmpty()) {
                return;
            }
            if (!next().equals(",")) {
                expected("`,`");
                return;
            }
            take();
            if (next().isEmpty()) {
                expected("the name of a label");
            }
        }
    }

    private void requirement() {
        boolean absent = next().equals("!");
        if (absent) {
            take();
        }
        if (!isWord(next())) {
            expected("the name of a label");
            return;
        }
        key(take());
        if (!absent && !next().isEmpty() && !next().equals(",")) {
            operator();
        }
    }

    private void operator() {
        String operator = next();
        switch (operator) {
            case "in", "notin" -> {
                take();
                values();
            }
            case "=", "==", "!=", ">", "<" -> {
                take();
                if (isWord(next())) {
                    value(take());
                } else if (!next().isEmpty() && !next().equals(",")) {
                    expected("a value");
                } else if (operator.equals(">") || operator.equals("<")) {
                    expected("a number");
                }
                if ((operator.equals(">") || operator.equals("<")) && problem.isEmpty() && !tokens.get(at - 1).matches("[+-]?[0-9]{1,19}")) {
                    problem = "`" + tokens.get(at - 1) + "` is no whole number, which `" + operator + "` asks for";
                }
            }
            default -> expected("`=`, `!=`, `in`, `notin` or `,`");
        }
    }

    private void values() {
        if (!next().equals("(")) {
            expected("`(`");
            return;
        }
        take();
        while (problem.isEmpty() && !next().equals(")")) {
            if (isWord(next())) {
                value(take());
                if (!next().equals(",") && !next().equals(")")) {
                    expected("`,` or `)`");
                }
            } else if (next().equals(",")) {
                take();
            } else {
                expected("`)`");
            }
        }
        take();
    }

    private void key(String key) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        String name = key.substring(slash + 1);
        if (problem.isEmpty() && (slash >= 0 && (prefix.length() > LONGEST_PREFIX || !PREFIX.matcher(prefix).matches()) || !isName(name))) {
            problem = "`" + key + "` is no name that a label of Kubernetes can have";
        }
    }

    private void value(String value) {
        if (problem.isEmpty() && !isName(value)) {
            problem = "`" + value + "` is no value that a label of Kubernetes can have";
        }
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST && NAME.matcher(name).matches();
    }
}
