package promc.exposition;

/// Numbers as Go's `ParseFloat` reads them, without its hexadecimal form and underscores, which Prometheus' readers refuse.
final class Numbers {
    private Numbers() {}

    /// The number, or NaN for what is none or too large for a double.
    static double parse(String said) {
        String bare = said.startsWith("+") || said.startsWith("-") ? said.substring(1) : said;
        if (bare.equalsIgnoreCase("inf") || bare.equalsIgnoreCase("infinity")) {
            return said.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if ((c < '0' || c > '9') && ".eE+-".indexOf(c) < 0) {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(said);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }
}
