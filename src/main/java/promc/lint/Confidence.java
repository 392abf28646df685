package promc.lint;

import java.util.Locale;

/// `PROVED`: follows from the semantics of PromQL, Prometheus or YAML for every database. `LIKELY`: rests on a convention, a lexicon or a default that the
/// message names.
public enum Confidence {
    PROVED, LIKELY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
