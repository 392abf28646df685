package promc.promql;

/// The four types of PromQL values, with the words Prometheus uses for them in messages.
public enum ValueType {
    SCALAR("scalar", "scalar"),
    STRING("string", "string"),
    VECTOR("instant vector", "vector"),
    MATRIX("range vector", "matrix");

    private final String words;
    private final String shortName;

    ValueType(String words, String shortName) {
        this.words = words;
        this.shortName = shortName;
    }

    /// As in messages: `instant vector`, `range vector`, `scalar`, `string`.
    public String words() {
        return words;
    }

    /// [#words()] with the article: `an instant vector`.
    public String withArticle() {
        return (this == VECTOR ? "an " : "a ") + words;
    }

    /// As in the HTTP API and `promc expr`: `vector`, `matrix`, `scalar`, `string`.
    public String shortName() {
        return shortName;
    }
}
