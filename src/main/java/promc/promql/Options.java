package promc.promql;

/// What the parser takes beyond the stable language: the feature gates of Prometheus 3.14, and who judges regexes.
public record Options(
        boolean experimentalFunctions, boolean durationExpressions, boolean extendedRangeSelectors, boolean fillModifiers, RegexValidator regex) {
    /// As `promtool` and the server without flags.
    public static final Options DEFAULT = new Options(false, true, false, false, RegexValidator.NONE);

    /// Everything on.
    public static final Options ALL = new Options(true, true, true, true, RegexValidator.NONE);

    public Options with(RegexValidator validator) {
        return new Options(experimentalFunctions, durationExpressions, extendedRangeSelectors, fillModifiers, validator);
    }
}
