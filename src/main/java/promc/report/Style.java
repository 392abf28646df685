package promc.report;

import promc.lint.Severity;

/// Whether text for people is coloured. Whoever makes the report decides; nothing here looks at the terminal.
public enum Style {
    PLAIN, COLOUR;

    public String severity(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> wrap("1;31", text);
            case WARNING -> wrap("1;33", text);
            case INFO -> wrap("1;36", text);
        };
    }

    public String strong(String text) {
        return wrap("1", text);
    }

    /// Line numbers, arrows and bars of a frame.
    public String frame(String text) {
        return wrap("34", text);
    }

    public String faint(String text) {
        return wrap("2", text);
    }

    public String good(String text) {
        return wrap("32", text);
    }

    public String bad(String text) {
        return wrap("31", text);
    }

    private String wrap(String codes, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + codes + "m" + text + "\u001b[0m";
    }
}
