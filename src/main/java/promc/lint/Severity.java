package promc.lint;

import java.util.Locale;

/// How much a finding matters; ordered, `INFO` least. `ERROR` is for what is proved.
public enum Severity {
    INFO, WARNING, ERROR;

    /// As in output and configuration: `info`, `warning`, `error`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
