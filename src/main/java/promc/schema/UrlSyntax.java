package promc.schema;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What Go's `url.Parse` refuses (`net/url` of Go 1.26), which is little: almost any text is the path of a relative URL.
final class UrlSyntax {
    private static final String IN_USER = "-._:~!$&'()*+,;=%@";
    private static final String IN_HOST = "!\"$&'()*+,-.:;<=>[]_~";

    private UrlSyntax() {}

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message, null, false, false);
        }
    }

    /// Why `text` is no URL; empty if it is one.
    static Optional<String> error(String text) {
        int hash = text.indexOf('#');
        try {
            parse(hash < 0 ? text : text.substring(0, hash));
            if (hash >= 0) {
                unescape(text.substring(hash + 1), false);
            }
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.getMessage());
        }
    }

    private static void parse(String text) throws Refusal {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new Refusal("it has a control character");
        }
        if (text.equals("*")) {
            return;
        }
        int colon = scheme(text);
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        int query = rest.indexOf('?');
        rest = query < 0 ? rest : rest.substring(0, query);
        if (!rest.startsWith("/")) {
            if (colon >= 0) {
                return;
            }
            int slash = rest.indexOf('/');
            if ((slash < 0 ? rest : rest.substring(0, slash)).contains(":")) {
                throw new Refusal("what stands before the first colon is no scheme; write `http://` in front of a host");
            }
        }
        if ((colon >= 0 || !rest.startsWith("///")) && rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            authority(scheme, slash < 0 ? rest.substring(2) : rest.substring(2, slash));
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        unescape(rest, false);
    }

    /// Where the colon behind the scheme is; -1 for none.
    private static int scheme(String text) throws Refusal {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                if (i == 0) {
                    throw new Refusal("the scheme is missing in front of `:`");
                }
                return i;
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
                return -1;
            }
        }
        return -1;
    }

    private static void authority(String scheme, String authority) throws Refusal {
        int at = authority.lastIndexOf('@');
        host(scheme, authority.substring(at + 1));
        if (at >= 0) {
            String user = authority.substring(0, at);
            if (!user.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || IN_USER.indexOf(c) >= 0)) {
                throw new Refusal("the user or password has a character that must be written as `%` and two digits");
            }
            unescape(user, false);
        }
    }

    private static void host(String scheme, String host) throws Refusal {
        int bracket = host.lastIndexOf('[');
        if (bracket > 0) {
            throw new Refusal("`[` stands inside the host");
        }
        if (bracket == 0) {
            literal(host);
            return;
        }
        int colon = host.indexOf(':');
        boolean strict = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        if (colon >= 0) {
            port(host.substring(strict ? colon : host.lastIndexOf(':')));
        }
        unescape(host, true);
    }

    private static void literal(String host) throws Refusal {
        int close = host.lastIndexOf(']');
        if (close < 0) {
            throw new Refusal("`]` is missing in the host");
        }
        port(host.substring(close + 1));
        String address = host.substring(1, close);
        int zone = address.indexOf("%25");
        if (!Ip6.isAddress(zone < 0 ? address : address.substring(0, zone)) || zone >= 0 && zone + 3 >= address.length()) {
            throw new Refusal("`" + address + "` is no IPv6 address");
        }
        unescape(zone < 0 ? "" : address.substring(zone + 3), false);
    }

    private static void port(String text) throws Refusal {
        if (!text.isEmpty() && (text.charAt(0) != ':' || !text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9'))) {
            throw new Refusal("`" + text + "` is no port");
        }
    }

    private static void unescape(String text, boolean host) throws Refusal {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || Character.digit(text.charAt(i + 1), 16) < 0 || Character.digit(text.charAt(i + 2), 16) < 0) {
                    throw new Refusal("`%` must have two hexadecimal digits behind it");
                }
                if (host && Character.digit(text.charAt(i + 1), 16) < 8 && !text.startsWith("%25", i)) {
                    throw new Refusal("`" + text.substring(i, i + 3) + "` may not stand in a host");
                }
                i += 2;
            } else if (host && c < 0x80 && !(Character.isLetterOrDigit(c) || IN_HOST.indexOf(c) >= 0)) {
                throw new Refusal("`" + c + "` may not stand in a host");
            }
        }
    }

    /// Addresses as Go's `netip.ParseAddr` takes them.
    private static final class Ip6 {
        private Ip6() {}

        static boolean isAddress(String text) {
            if (text.getBytes(StandardCharsets.UTF_8).length != text.length() || !text.contains(":")) {
                return false;
            }
            int gap = text.indexOf("::");
            if (gap < 0) {
                return groups(text, true) == 8;
            }
            String left = text.substring(0, gap);
            String right = text.substring(gap + 2);
            int before = groups(left, false);
            int after = groups(right, true);
            return !right.contains("::") && before >= 0 && after >= 0 && before + after < 8;
        }

        /// How many groups of 16 bits; -1 if it is none. Only the end may be an IPv4 address.
        private static int groups(String text, boolean end) {
            if (text.isEmpty()) {
                return 0;
            }
            String[] parts = text.split(":", -1);
            int count = 0;
            for (int i = 0; i < parts.length; i++) {
                if (end && i == parts.length - 1 && parts[i].contains(".")) {
                    if (!isIp4(parts[i])) {
                        return -1;
                    }
                    count += 2;
                } else if (parts[i].isEmpty() || parts[i].length() > 4 || !parts[i].chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                    return -1;
                } else {
                    count++;
                }
            }
            return count;
        }

        private static boolean isIp4(String text) {
            String[] parts = text.split("\\.", -1);
            boolean numbers = parts.length == 4;
            for (String part : parts) {
                numbers &= !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9') && Integer.parseInt(part) <= 255
                        && (part.length() == 1 || part.charAt(0) != '0');
            }
            return numbers;
        }
    }
}
