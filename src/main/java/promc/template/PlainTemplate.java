package promc.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.source.Span;
import promc.template.TemplateFacts.LabelRead;
import promc.template.TemplateFacts.Source;
import promc.template.TemplateFacts.ValuePrint;

/// Templates whose actions do nothing but print `$labels.NAME` or `$value`, as most do: what is known of them is read off the text. The parser and the walk need some fifty classes, which a run over
/// a few files spends more time on than on the texts.
public final class PlainTemplate {
    private static final String LABELS = "$labels.";
    private static final String VALUE = "$value";

    private final String text;
    private final List<LabelRead> labels = new ArrayList<>(1);
    private final List<ValuePrint> values = new ArrayList<>(0);
    private int at;

    private PlainTemplate(String text) {
        this.text = text;
    }

    /// The same as [TemplateFacts#of] says of the template parsed; empty for any other template, also one that is refused.
    public static Optional<TemplateFacts> facts(String text) {
        PlainTemplate plain = new PlainTemplate(text);
        return plain.read() ? Optional.of(new TemplateFacts(List.of(), plain.labels, plain.values, List.of(), List.of())) : Optional.empty();
    }

    private boolean read() {
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
            at = open + 2;
            if (text.startsWith("- ", at)) {
                at += 2;
            }
            skipSpaces();
            int start = at;
            boolean label = text.startsWith(LABELS, at);
            if (!label && !text.startsWith(VALUE, at)) {
                return false;
            }
            at += label ? LABELS.length() : VALUE.length();
            int name = at;
            if (label && !readName()) {
                return false;
            }
            Span operand = new Span(start, at);
            if (!readEnd()) {
                return false;
            }
            Span action = new Span(open, at);
            if (label) {
                labels.add(new LabelRead(Source.SERIES, text.substring(name, operand.end()), operand, action, true, false, Optional.empty()));
            } else {
                values.add(new ValuePrint(action, true));
            }
        }
        return true;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    /// A name of ASCII letters, digits and underscores; what is left of any other ends no action.
    private boolean readName() {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at), at == start)) {
            at++;
        }
        return at > start;
    }

    private static boolean isNamePart(char c, boolean first) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || !first && c >= '0' && c <= '9';
    }

    /// `}}`, or ` -}}`, behind spaces.
    private boolean readEnd() {
        int before = at;
        skipSpaces();
        if (at > before && text.startsWith("-}}", at)) {
            at += 3;
            return true;
        }
        at += 2;
        return text.startsWith("}}", at - 2);
    }
}
