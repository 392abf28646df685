package promc.report;

/// What reports say about promc itself.
public final class Tool {
    public static final String NAME = "promc";
    /// The project's version; a test compares it with the build's.
    public static final String VERSION = "0.1.0";
    public static final String HOME = "https://promc.dev";

    private Tool() {}

    /// Where the page of a check is published.
    public static String url(String check) {
        return HOME + "/checks/" + check;
    }
}
