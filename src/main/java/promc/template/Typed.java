package promc.template;

import java.util.Optional;
import promc.template.TemplateFacts.Source;

/// What is known about a value while a template runs. `showsValue` tells that it is made of the alert's value. `source` is whose labels `LABELS` are; `constant` is what stands in the
/// template, if it is that; `query` is the constant that was asked for what a result, a sample or its labels are.
record Typed(Kind kind, boolean showsValue, Source source, Optional<Operand> constant, Optional<Operand.Str> query) {
    static final Typed UNKNOWN = of(Kind.UNKNOWN);
    static final Typed DATA = of(Kind.DATA);
    static final Typed ALERT_VALUE = new Typed(Kind.VALUE, true, Source.SERIES, Optional.empty(), Optional.empty());

    static Typed of(Kind kind) {
        return new Typed(kind, false, Source.SERIES, Optional.empty(), Optional.empty());
    }

    static Typed labels(Source source, Optional<Operand.Str> query) {
        return new Typed(Kind.LABELS, false, source, Optional.empty(), query);
    }

    static Typed asked(Kind kind, Optional<Operand.Str> query) {
        return new Typed(kind, false, Source.QUERY, Optional.empty(), query);
    }

    static Typed constant(Kind kind, Operand operand) {
        return new Typed(kind, false, Source.SERIES, Optional.of(operand), Optional.empty());
    }

    Typed showing(boolean value) {
        return value == showsValue ? this : new Typed(kind, value, source, constant, query);
    }

    /// The text it is, if that stands in the template.
    Optional<String> text() {
        return constant.isPresent() && constant.get() instanceof Operand.Str(var ignored, String value) ? Optional.of(value) : Optional.empty();
    }
}
