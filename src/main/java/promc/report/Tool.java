package promc.report;

/// What reports say about promc itself.
public final class Tool {
    public static final String NAME = "promc";
    /// The project's version; a test compares it with the build's.
    public static final String VERSION = "0.1.0";

    private Tool() {}

    /// Where the page of a check lies, counted from the top of promc's repository: there is no published site yet, so this is a relative reference.
    public static String url(String check) {
        return "docs/checks/" + check + ".md";
    }
}
