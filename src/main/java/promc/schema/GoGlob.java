package promc.schema;

/// Patterns of files as Go's `filepath.Match` reads them.
final class GoGlob {
    private GoGlob() {}

    /// True if whoever looks for files is told of an error, whatever files there are: Go reads a pattern as far as the first `*` that has something in front of it.
    static boolean isRefused(String pattern) {
        int at = 0;
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        while (at < pattern.length() && pattern.charAt(at) != '*') {
            switch (pattern.charAt(at)) {
                case '[' -> {
                    at = behindClass(pattern, at + 1);
                    if (at < 0) {
                        return true;
                    }
                }
                case '\\' -> {
                    if (at + 1 == pattern.length()) {
                        return true;
                    }
                    at += 2;
                }
                default -> at++;
            }
        }
        return false;
    }

    /// Behind the `]` of a class of characters, or -1 if it is none.
    private static int behindClass(String pattern, int from) {
        int at = from < pattern.length() && pattern.charAt(from) == '^' ? from + 1 : from;
        int ranges = 0;
        while (at >= 0) {
            if (ranges > 0 && at < pattern.length() && pattern.charAt(at) == ']') {
                return at + 1;
            }
            at = behindCharacter(pattern, at);
            if (at >= 0 && pattern.charAt(at) == '-') {
                at = behindCharacter(pattern, at + 1);
            }
            ranges++;
        }
        return -1;
    }

    private static int behindCharacter(String pattern, int from) {
        int at = from < pattern.length() && pattern.charAt(from) == '\\' ? from + 1 : from;
        if (at >= pattern.length() || at == from && (pattern.charAt(at) == '-' || pattern.charAt(at) == ']')) {
            return -1;
        }
        int next = at + Character.charCount(pattern.codePointAt(at));
        return next < pattern.length() ? next : -1;
    }
}
