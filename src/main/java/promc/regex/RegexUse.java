package promc.regex;

/// How the program that reads a pattern wraps it, which decides what it matches, and which parser reads it. Prometheus compiles with
/// `github.com/grafana/regexp`, which takes its parser from the Go it is built with (1.26); only what a label matcher is parsed with as
/// it stands is the fork's own, older parser.
public enum RegexUse {
    /// Prometheus label matchers: the pattern is parsed as it stands, and `^(?s:TREE)$` with what it means is compiled, so that a `\Q`
    /// need not be closed; a dot matches a newline.
    MATCHER("^(?s:", ")$", true),
    /// Prometheus relabelling and `label_replace`: only `^(?s:PATTERN)$` is parsed, so `x)|(y` compiles and means what it then says.
    RELABEL("^(?s:", ")$", false),
    /// Alertmanager matchers: only `^(?:PATTERN)$` is parsed; a dot does not match a newline.
    ALERTMANAGER("^(?:", ")$", false),
    /// `regexp.MatchString` as in template functions: a match may lie anywhere in the string.
    SEARCH("", "", true);

    final String prefix;
    final String suffix;
    final boolean parsedAlone;

    RegexUse(String prefix, String suffix, boolean parsedAlone) {
        this.prefix = prefix;
        this.suffix = suffix;
        this.parsedAlone = parsedAlone;
    }

    /// The property names that the parser knows.
    UnicodeClasses.Names names() {
        return this == MATCHER ? UnicodeClasses.Names.EXACT : UnicodeClasses.Names.LOOSE;
    }

    boolean dotMatchesNewline() {
        return prefix.indexOf('s') >= 0;
    }

    boolean anchored() {
        return !prefix.isEmpty();
    }
}
