package promc.exposition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import promc.exposition.ExpositionLine.Comment;
import promc.exposition.ExpositionLine.End;
import promc.exposition.ExpositionLine.Fault;
import promc.exposition.ExpositionLine.Kind;
import promc.exposition.ExpositionLine.Label;
import promc.exposition.ExpositionLine.Metadata;
import promc.exposition.ExpositionLine.Sample;
import promc.source.Problem;
import promc.source.Span;

/// Reads the text format 0.0.4 and OpenMetrics 1.0, both with quoted UTF-8 names, line by line; a line that is wrong does not stop it. It refuses what Prometheus' own reader
/// (`model/textparse`) refuses, with two exceptions: comments are allowed in OpenMetrics too, and a carriage return before the line's end is taken as part of it, since that is what a
/// checkout on Windows makes. A line break inside a label value, which one of Prometheus' readers takes and the other refuses, is refused.
public final class ExpositionReader {
    private static final Set<String> TEXT_TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");
    private static final Set<String> OPEN_METRICS_TYPES = Set.of("counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset", "unknown");

    private final String text;
    private final boolean openMetrics;
    private final Consumer<ExpositionLine> sink;
    private boolean ended;
    /// The line being read: `[at, end)` is what is left of it.
    private int at;
    private int end;

    private ExpositionReader(String text, boolean openMetrics, Consumer<ExpositionLine> sink) {
        this.text = text;
        this.openMetrics = openMetrics;
        this.sink = sink;
    }

    /// True if the text ends as OpenMetrics must.
    public static boolean isOpenMetrics(String text) {
        int last = text.length();
        while (last > 0 && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return text.startsWith("# EOF", last - 5) && (last == 5 || text.charAt(last - 6) == '\n');
    }

    /// Reads `text` and hands out what each line is, in order; lines without any content are passed over.
    public static void read(String text, boolean openMetrics, Consumer<ExpositionLine> sink) {
        new ExpositionReader(text, openMetrics, sink).lines();
    }

    /// A line is not what it should be; caught where lines are read.
    private static final class Refused extends Exception {
        private final transient Problem problem;

        Refused(Span span, String message, String help) {
            super(message, null, false, false);
            this.problem = new Problem(span, message, help);
        }
    }

    private void lines() {
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int next = feed < 0 ? text.length() : feed + 1;
            end = feed < 0 ? text.length() : feed;
            if (end > start && text.charAt(end - 1) == '\r') {
                end--;
            }
            at = start;
            try {
                line();
            } catch (Refused refused) {
                sink.accept(new Fault(refused.problem));
            }
            start = next;
        }
    }

    private void line() throws Refused {
        int start = at;
        blanks();
        if (at == end) {
            if (openMetrics && !ended) {
                throw new Refused(new Span(start, end), "OpenMetrics has no empty lines", "");
            }
        } else if (ended) {
            throw new Refused(new Span(at, end), "nothing may follow `# EOF`", "");
        } else if (text.charAt(at) == '#') {
            comment(start);
        } else {
            sample(start);
        }
    }

    private void blanks() {
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void comment(int start) throws Refused {
        at++;
        int gap = at;
        blanks();
        if (gap == at) {
            sink.accept(new Comment(new Span(start, end)));
            return;
        }
        if (openMetrics && end - at == 3 && text.startsWith("EOF", at)) {
            ended = true;
            sink.accept(new End(new Span(start, end)));
            return;
        }
        for (Kind kind : Kind.values()) {
            int behind = at + 4;
            boolean known = kind != Kind.UNIT || openMetrics;
            if (known && text.startsWith(kind.name(), at) && behind < end && (text.charAt(behind) == ' ' || text.charAt(behind) == '\t')) {
                at = behind;
                metadata(start, kind);
                return;
            }
        }
        sink.accept(new Comment(new Span(start, end)));
    }

    private void metadata(int start, Kind kind) throws Refused {
        blanks();
        boolean quoted = at < end && text.charAt(at) == '"';
        int from = at;
        String name = quoted ? string("the name of the metric") : name();
        Span nameSpan = quoted ? new Span(from + 1, at - 1) : new Span(from, at);
        if (name.isEmpty()) {
            throw new Refused(rest(from), "`# " + kind + "` names no metric", "");
        }
        if (at < end && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
            throw new Refused(word(from), "`" + word(from).of(text) + "` is no metric name", "a name that has more than letters, digits, `_` and `:` stands in quotes");
        }
        Span content = new Span(Math.min(at + 1, end), end);
        String said = content.of(text);
        if (kind == Kind.TYPE) {
            type(said, content);
        } else if (kind == Kind.UNIT && !said.isEmpty() && !name.endsWith("_" + said)) {
            throw new Refused(content, "the unit `" + said + "` must be the end of the metric's name, which is `" + name + "`", "");
        }
        sink.accept(new Metadata(new Span(start, end), kind, name, nameSpan, said, content));
    }

    private void type(String said, Span content) throws Refused {
        Set<String> types = openMetrics ? OPEN_METRICS_TYPES : TEXT_TYPES;
        if (types.contains(said)) {
            return;
        }
        String meant = said.strip();
        if (types.contains(meant)) {
            throw new Refused(content, "blanks around the type `" + meant + "` are taken as part of it", "");
        }
        String help = "it is one of " + String.join(", ", types.stream().sorted().toList());
        if (meant.isEmpty()) {
            throw new Refused(content, "`# TYPE` says no type", help);
        }
        throw new Refused(content, OPEN_METRICS_TYPES.contains(meant) ? "the text format has no type `" + meant + "`, only OpenMetrics has"
                : "there is no metric type `" + meant + "`", help);
    }

    private void sample(int start) throws Refused {
        int from = at;
        String name = name();
        Span nameSpan = new Span(from, at);
        if (at == from && text.charAt(at) != '{') {
            throw new Refused(word(from), "a line begins with the name of a metric, `{` or `#`", "");
        }
        if (at < end && "{ \t".indexOf(text.charAt(at)) < 0) {
            int brace = text.indexOf('{', from);
            Span wrong = new Span(from, brace < 0 ? word(from).end() : Math.min(word(from).end(), brace));
            throw new Refused(wrong, "`" + wrong.of(text) + "` is no metric name", "a name that has more than letters, digits, `_` and `:` stands in quotes, inside the braces");
        }
        blanks();
        List<Label> labels = new ArrayList<>(4);
        if (at < end && text.charAt(at) == '{') {
            Span quoted = labels(labels, !name.isEmpty());
            if (name.isEmpty()) {
                if (quoted.isEmpty()) {
                    throw new Refused(new Span(from, at), "the metric has no name", "");
                }
                nameSpan = quoted;
                name = unescape(quoted.of(text));
            }
        }
        blanks();
        if (at == end) {
            throw new Refused(new Span(start, end), "the sample has no value", "");
        }
        Span number = word(at);
        double value = value(number);
        at = number.end();
        blanks();
        String timestamp = at < end && text.charAt(at) != '#' ? timestamp() : "";
        blanks();
        if (at < end) {
            exemplar();
        }
        sink.accept(new Sample(new Span(from, end), name, nameSpan, labels, value, number, timestamp));
    }

    private String timestamp() throws Refused {
        Span word = word(at);
        String said = word.of(text);
        boolean fits = openMetrics ? !Double.isNaN(Numbers.parse(said)) && !Double.isInfinite(Numbers.parse(said)) : said.matches("-?[0-9]{1,18}");
        if (!fits) {
            throw new Refused(word, "`" + said + "` is no timestamp", openMetrics ? "it is in seconds" : "it is in whole milliseconds, and nothing follows it");
        }
        at = word.end();
        return said;
    }

    /// What follows value and timestamp: in OpenMetrics an exemplar, in the text format nothing.
    private void exemplar() throws Refused {
        if (!openMetrics || text.charAt(at) != '#') {
            throw new Refused(rest(at), "nothing may follow here" + (text.charAt(at) == '#' ? ": only OpenMetrics has exemplars" : ""), "");
        }
        int hash = at;
        at++;
        blanks();
        if (at == end || text.charAt(at) != '{') {
            throw new Refused(rest(hash), "an exemplar is `# {labels} value timestamp`", "");
        }
        labels(new ArrayList<>(), true);
        blanks();
        Span number = word(at);
        if (number.isEmpty()) {
            throw new Refused(rest(hash), "the exemplar has no value", "");
        }
        value(number);
        at = number.end();
        blanks();
        if (at < end) {
            timestamp();
        }
        blanks();
        if (at < end) {
            throw new Refused(rest(at), "nothing may follow an exemplar", "");
        }
    }

    /// Reads `{...}` into `out`; gives the span of a quoted metric name inside, or an empty one.
    private Span labels(List<Label> out, boolean named) throws Refused {
        int open = at++;
        Span metric = Span.at(open);
        Set<String> names = new HashSet<>();
        while (true) {
            blanks();
            if (at == end) {
                throw new Refused(new Span(open, end), "`{` is never closed on this line", "");
            }
            if (text.charAt(at) == '}') {
                at++;
                return metric;
            }
            int from = at;
            boolean quoted = text.charAt(at) == '"';
            String name = quoted ? string("the name") : labelName();
            Span nameSpan = quoted ? new Span(from + 1, at - 1) : new Span(from, at);
            if (name.isEmpty() && !quoted) {
                throw new Refused(rest(from), "a label's name is expected here", "");
            }
            blanks();
            char next = at < end ? text.charAt(at) : '\n';
            if (quoted && (next == ',' || next == '}')) {
                if (named || !metric.isEmpty()) {
                    throw new Refused(nameSpan, "the metric has a name already", "");
                }
                metric = nameSpan;
                at += next == ',' ? 1 : 0;
                continue;
            }
            if (next != '=') {
                throw new Refused(nameSpan, "the label `" + name + "` has no `=`", "");
            }
            at++;
            blanks();
            if (at == end || text.charAt(at) != '"') {
                throw new Refused(word(at).isEmpty() ? nameSpan : word(at), "the value of the label `" + name + "` must stand in double quotes", "");
            }
            int quote = at;
            String value = string("the value of the label `" + name + "`");
            if (!names.add(name)) {
                throw new Refused(nameSpan, "the series has the label `" + name + "` twice", "");
            }
            out.add(new Label(name, nameSpan, value, new Span(quote + 1, at - 1)));
            blanks();
            if (at < end && text.charAt(at) == ',') {
                at++;
            } else if (openMetrics && at < end && text.charAt(at) != '}') {
                throw new Refused(rest(at), "`,` or `}` is expected here", "");
            }
        }
    }

    private String name() {
        int from = at;
        while (at < end && (isLetter(text.charAt(at)) || text.charAt(at) == ':' || at > from && isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(from, at);
    }

    private String labelName() {
        int from = at;
        while (at < end && (isLetter(text.charAt(at)) || at > from && isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(from, at);
    }

    /// Reads a quoted string; [#at] is behind its closing quote then.
    private String string(String what) throws Refused {
        int open = at++;
        boolean escapes = false;
        while (at < end && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                escapes = true;
                at++;
            }
            at++;
        }
        if (at >= end) {
            throw new Refused(new Span(open, end), what + " has no closing quote on this line", "a line break inside is written `\\n`");
        }
        String raw = text.substring(open + 1, at++);
        return escapes ? unescape(raw) : raw;
    }

    /// Resolves `\\`, `\"` and `\n`; another backslash stays as it is, as in Prometheus.
    private static String unescape(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            char next = c == '\\' && i + 1 < raw.length() ? raw.charAt(i + 1) : ' ';
            if (next == '\\' || next == '"' || next == 'n') {
                out.append(next == 'n' ? '\n' : next);
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private double value(Span span) throws Refused {
        String said = span.of(text);
        double value = Numbers.parse(said);
        if (Double.isNaN(value) && !said.equalsIgnoreCase("nan")) {
            throw new Refused(span, "`" + said + "` is no number", "");
        }
        return value;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// From `from` to the next blank.
    private Span word(int from) {
        int to = from;
        while (to < end && text.charAt(to) != ' ' && text.charAt(to) != '\t') {
            to++;
        }
        return new Span(from, to);
    }

    private Span rest(int from) {
        return new Span(from, end);
    }
}
