package promc.schema;

import java.util.Locale;

/// The parts of a URL that rules look at, as Go's `url.Parse` divides it: the scheme in lower case, the host with its port, and why there is no URL (empty if there is one).
record GoUrl(String scheme, String host, String problem) {
    static GoUrl parse(String text) {
        String problem = UrlSyntax.error(text).orElse("");
        if (!problem.isEmpty()) {
            return new GoUrl("", "", problem);
        }
        String rest = text.substring(0, end(text, "?#"));
        int colon = end(rest, ":/");
        boolean schemed = colon < rest.length() && rest.charAt(colon) == ':' && rest.substring(0, colon).chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0);
        String scheme = schemed ? rest.substring(0, colon).toLowerCase(Locale.ROOT) : "";
        String behind = schemed ? rest.substring(colon + 1) : rest;
        String authority = behind.startsWith("//") && (schemed || !behind.startsWith("///")) ? behind.substring(2, 2 + end(behind.substring(2), "/")) : "";
        return new GoUrl(scheme, authority.substring(authority.lastIndexOf('@') + 1), "");
    }

    /// Where the first of `stops` stands, or the end.
    private static int end(String text, String stops) {
        for (int i = 0; i < text.length(); i++) {
            if (stops.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
