package promc.regex;

/// How the program that reads a pattern wraps it, which decides what it matches.
public enum RegexUse {
    /// Prometheus label matchers: the pattern is parsed as it stands, then as `^(?s:PATTERN)$`; a dot matches a newline.
    MATCHER("^(?s:", ")$", true),
    /// Prometheus relabelling and `label_replace`: only `^(?s:PATTERN)$` is parsed, so `x)|(y` compiles and means what it then says.
    RELABEL("^(?s:", ")$", false),
    /// Alertmanager matchers: only `^(?:PATTERN)$` is parsed; a dot does not match a newline.
    ALERTMANAGER("^(?:", ")$", false),
    /// Go's `regexp.MatchString` as in template functions: a match may lie anywhere in the string.
    SEARCH("", "", true);

    final String prefix;
    final String suffix;
    final boolean parsedAlone;

    RegexUse(String prefix, String suffix, boolean parsedAlone) {
        this.prefix = prefix;
        this.suffix = suffix;
        this.parsedAlone = parsedAlone;
    }

    boolean dotMatchesNewline() {
        return prefix.indexOf('s') >= 0;
    }

    boolean anchored() {
        return !prefix.isEmpty();
    }
}
