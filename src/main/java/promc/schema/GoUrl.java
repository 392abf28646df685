package promc.schema;

import java.util.Locale;

/// What Go's `net/url.Parse` makes of a text, as far as Prometheus looks at it: the scheme in lower case, the host with its port, and why it is refused (empty if it is not).
record GoUrl(String scheme, String host, String problem) {
    static GoUrl parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7f) {
                return bad("a URL cannot hold control characters");
            }
        }
        int hash = text.indexOf('#');
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        String rest = hash < 0 ? text : text.substring(0, hash);
        if (!escapes(fragment) || rest.equals("*")) {
            return rest.equals("*") ? new GoUrl("", "", "") : bad("a `%` must be followed by two hexadecimal digits");
        }
        int colon = schemeEnd(rest);
        if (colon == 0) {
            return bad("the scheme before `:` is missing");
        }
        String scheme = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
        rest = rest.substring(colon + 1);
        int question = rest.indexOf('?');
        rest = question < 0 ? rest : rest.substring(0, question);
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new GoUrl(scheme, "", "");
            }
            int slash = rest.indexOf('/');
            if ((slash < 0 ? rest : rest.substring(0, slash)).contains(":")) {
                return bad("what stands before the first `:` is no scheme: write `http://` or `https://` first");
            }
        }
        String host = "";
        if ((!scheme.isEmpty() || !rest.startsWith("///")) && rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            rest = slash < 0 ? "" : rest.substring(slash);
            int at = authority.lastIndexOf('@');
            host = authority.substring(at + 1);
            if (at >= 0 && !isUser(authority.substring(0, at))) {
                return bad("the part before `@` holds characters that must be written as `%` and two hexadecimal digits");
            }
            String problem = hostProblem(host);
            if (!problem.isEmpty()) {
                return bad(problem);
            }
        }
        return escapes(rest) ? new GoUrl(scheme, host, "") : bad("a `%` must be followed by two hexadecimal digits");
    }

    private static GoUrl bad(String problem) {
        return new GoUrl("", "", problem);
    }

    /// Where the `:` behind the scheme stands; -1 if there is no scheme.
    private static int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i;
            }
            if (!isLetter(c) && (i == 0 || !isDigit(c) && c != '+' && c != '-' && c != '.')) {
                return -1;
            }
        }
        return -1;
    }

    private static String hostProblem(String host) {
        int close = host.lastIndexOf(']');
        if (host.startsWith("[") && close < 0) {
            return "the `[` of the host is not closed";
        }
        int colon = host.startsWith("[") ? close + 1 : host.lastIndexOf(':');
        if (colon >= 0 && colon < host.length()) {
            for (int i = colon; i < host.length(); i++) {
                if (i == colon ? host.charAt(i) != ':' : !isDigit(host.charAt(i))) {
                    return "the port behind the host must be a number";
                }
            }
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '%' ? !host.startsWith("[") || !hasHex(host, i) : c < 0x80 && !isLetter(c) && !isDigit(c) && "-_.~!$&'()*+,;=:[]<>\"".indexOf(c) < 0) {
                return "a host name cannot hold `" + c + "`";
            }
        }
        return "";
    }

    private static boolean isUser(String user) {
        for (int i = 0; i < user.length(); i++) {
            char c = user.charAt(i);
            if (!isLetter(c) && !isDigit(c) && "-._:~!$&'()*+,;=%@".indexOf(c) < 0) {
                return false;
            }
        }
        return escapes(user);
    }

    private static boolean escapes(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (!hasHex(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasHex(String text, int percent) {
        return percent + 2 < text.length() && Character.digit(text.charAt(percent + 1), 16) >= 0 && Character.digit(text.charAt(percent + 2), 16) >= 0;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
