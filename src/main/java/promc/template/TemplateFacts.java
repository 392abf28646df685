package promc.template;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import promc.source.Correction;
import promc.source.Span;

/// What happens when a template of an alert is expanded (`text/template/exec.go`, Prometheus `template/template.go`), as far as types tell: missing labels are empty text, as with
/// `missingkey=zero`. Spans count in the template.
public record TemplateFacts(List<Fault> faults, List<LabelRead> labels, List<ValuePrint> values, List<Operand.Str> queries, List<FormatSlip> formats) {
    public static final TemplateFacts NONE = new TemplateFacts(List.of(), List.of(), List.of(), List.of(), List.of());

    /// Whose labels are read: those of the alert's series, the server's external labels, or those of what a query returned.
    public enum Source { SERIES, EXTERNAL, QUERY }

    /// What makes the expansion fail when it is reached. `always` tells that each expansion reaches it or fails before, else it stands in a branch that may not run.
    public record Fault(Span span, String message, boolean always, Optional<Correction> correction) {}

    /// A label that is read at `span`, in the action `action`; `alone` tells that the action does nothing but print it. `guarded` tells that the template itself asks
    /// whether the label is there. For `QUERY`, `query` is what was asked, if that is constant.
    public record LabelRead(Source source, String label, Span span, Span action, boolean alone, boolean guarded, Optional<Operand.Str> query) {}

    /// An action that prints the alert's value, as it is if `raw`.
    public record ValuePrint(Span action, boolean raw) {}

    /// A verb of `printf` that does not fit what it is given, so that `shown` is printed. `ifFloat` tells that this needs the alert's value to be a number, not a histogram.
    public record FormatSlip(Span span, String message, boolean ifFloat, Optional<Correction> correction) {}

    public TemplateFacts {
        faults = List.copyOf(faults);
        labels = List.copyOf(labels);
        values = List.copyOf(values);
        queries = List.copyOf(queries);
        formats = List.copyOf(formats);
    }

    /// Of a template that Prometheus accepts; `text` is what it was parsed from. `patternError` says what is wrong with a regular expression, if anything is.
    public static TemplateFacts of(String text, Template.Parsed template, Function<String, Optional<String>> patternError) {
        return new Walk(text, template, patternError).run();
    }
}
