package promc.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import promc.source.Span;
import promc.yaml.YamlNode.Style;

/// What the engine refused, told in our words: where to look (`span`, in the text that was read), and on which line the fault lies (`blame`, an
/// offset in it), which is not always where the engine noticed.
record SyntaxError(Span span, String message, String help, int blame) {
    /// Said of `{{ ... }}` that stands where a key or an item should: the file is the source of a template.
    static final String UNRENDERED = "this is an action of a template, not YAML";
    static final String TEMPLATE = "`{{` opens a YAML mapping here, not a template";
    static final String RENDER_IT = "render the template first";
    static final String QUOTE_WHOLE = "put quotes around the whole value";
    private static final String QUOTE_IT = "put quotes around the value";

    static SyntaxError explain(YamlEngineException e, EngineText text, Composer composer) {
        if (!(e instanceof MarkedYamlEngineException marked)) {
            int at = Math.min(composer.position(), text.text().length());
            return new SyntaxError(Span.at(at), "this cannot be read as YAML", "", at);
        }
        int at = offset(text, marked.getProblemMark()).orElse(composer.position());
        int context = offset(text, marked.getContextMark()).orElse(at);
        String problem = marked.getProblem() == null ? "" : marked.getProblem();
        return new Explainer(text.text(), at, context, composer)
                .explain(problem, Optional.ofNullable(marked.getContext()).orElse(""));
    }

    private static Optional<Integer> offset(EngineText text, Optional<Mark> mark) {
        return mark.map(m -> Math.min(text.offset(m.getIndex()), text.text().length()));
    }

    /// Knows the text around the error.
    private record Explainer(String source, int at, int context, Composer composer) {
        SyntaxError explain(String problem, String during) {
            if (problem.contains("cannot start any token")) {
                return badStart();
            }
            if (problem.startsWith("found unexpected end of stream") || problem.startsWith("found unexpected document separator")) {
                return new SyntaxError(one(context), "this quote is never closed", "", context);
            }
            if (problem.startsWith("found unknown escape character") || problem.startsWith("expected escape sequence")) {
                return escape();
            }
            if (problem.startsWith("could not find expected ':'")) {
                return missingColon();
            }
            if (problem.startsWith("expected ',' or") || during.startsWith("while parsing a flow node")) {
                return flow(problem);
            }
            if (during.startsWith("while scanning a block scalar")) {
                return blockScalar(problem);
            }
            if (during.startsWith("while scanning an alias") || during.startsWith("while scanning an anchor")
                    || during.startsWith("while scanning a tag") || problem.startsWith("found undefined tag handle")) {
                char indicator = charAt(context);
                String what = indicator == '*' ? "names an alias" : indicator == '&' ? "sets an anchor" : "sets a tag";
                return new SyntaxError(word(context), "`" + indicator + "` " + what + " here, and this is not a valid one", QUOTE_IT, context);
            }
            if (during.startsWith("while scanning a directive") || during.startsWith("while scanning a YAML directive")) {
                return new SyntaxError(word(context), "`%` at the start of a line opens a YAML directive, and this is none", QUOTE_IT, context);
            }
            return structure(problem + " " + during);
        }

        private SyntaxError badStart() {
            char c = charAt(at);
            if (c == '\t') {
                int end = at;
                while (end < source.length() && source.charAt(end) == '\t') {
                    end++;
                }
                return new SyntaxError(new Span(at, end), "a tab cannot indent YAML", "use spaces", at);
            }
            return new SyntaxError(one(at), "a value cannot start with `" + c + "`", QUOTE_IT, at);
        }

        private SyntaxError escape() {
            int slash = Math.max(0, source.lastIndexOf('\\', Math.min(at, source.length() - 1)));
            // The mark stands on the character behind a backslash, which may be a backslash itself only for a valid escape.
            int end = Math.min(source.length(), slash + 1 + (slash + 1 < source.length() ? Character.charCount(source.codePointAt(slash + 1)) : 0));
            String written = source.substring(slash, end);
            return new SyntaxError(new Span(slash, end), "`" + written + "` is no escape in a double-quoted YAML string",
                    "double the backslash or use single quotes", slash);
        }

        private SyntaxError missingColon() {
            Optional<SyntaxError> template = template(context);
            if (template.isPresent()) {
                return template.get();
            }
            Span line = lineFrom(context);
            int colon = colonWithoutSpace(line);
            if (colon >= 0) {
                return new SyntaxError(one(colon), "a key's colon needs a space behind it", "", context);
            }
            return new SyntaxError(line, "expected a `key: value` here", "", context);
        }

        private SyntaxError flow(String problem) {
            int open = composer.openBracket().orElse(context);
            char opener = charAt(open);
            boolean bracket = opener == '[' || opener == '{';
            boolean outdented = at >= source.length() || indent(at) <= indent(open) && lineStart(at) > lineStart(open);
            if (bracket && outdented && "]}".indexOf(charAt(at)) < 0) {
                return new SyntaxError(one(open), "this `" + opener + "` is never closed", "", open);
            }
            Optional<SyntaxError> template = template(at);
            if (template.isPresent()) {
                return template.get();
            }
            if (!problem.startsWith("expected ',' or")) {
                return new SyntaxError(word(at), "expected a value", "", at);
            }
            return new SyntaxError(word(at), "expected `,` or `" + (opener == '[' ? ']' : '}') + "`", "", at);
        }

        private SyntaxError blockScalar(String problem) {
            if (problem.contains("leading empty lines")) {
                return new SyntaxError(lineFrom(lineStart(at)), "the first line of a block must be indented at least as the empty lines above it",
                        "", at);
            }
            Optional<SyntaxError> template = template(at);
            if (template.isPresent()) {
                return template.get();
            }
            return new SyntaxError(lineFrom(at), "text cannot follow `" + charAt(context) + "` on its line",
                    "start the text on the next line, or " + QUOTE_IT, at);
        }

        private SyntaxError structure(String problem) {
            Optional<SyntaxError> template = template(at);
            if (template.isPresent()) {
                return template.get();
            }
            Composer.Last last = composer.last();
            boolean quoted = last.style() == Style.SINGLE_QUOTED || last.style() == Style.DOUBLE_QUOTED;
            boolean behindQuote = quoted && last.span().end() <= at && source.substring(last.span().end(), at).isBlank();
            if (behindQuote && lineStart(last.span().end()) == lineStart(at)) {
                if (lineStart(last.span().start()) != lineStart(at)) {
                    return new SyntaxError(one(last.span().start()), "this quote is not closed where its line ends",
                            "it closes at the next quote, further down", last.span().start());
                }
                return new SyntaxError(lineFrom(at), "text cannot follow a closing quote", "put the whole value into one pair of quotes", at);
            }
            if (problem.contains("mapping values are not allowed")) {
                return unexpectedColon();
            }
            if (problem.contains("sequence entries are not allowed")) {
                return new SyntaxError(one(at), "a list item cannot start here", "put it on a line of its own, indented like its neighbours", at);
            }
            if (problem.contains("expected '<document start>'")) {
                return new SyntaxError(lineFrom(at), "the document is already complete above this line",
                        "indent it, or begin a new document with `---`", at);
            }
            if (",]}".indexOf(charAt(at)) >= 0) {
                return new SyntaxError(one(at), "nothing is open that `" + charAt(at) + "` could belong to", QUOTE_IT, at);
            }
            if (at >= source.length()) {
                return new SyntaxError(Span.at(source.length()), "the text ends too early", "", composer.last().span().start());
            }
            return new SyntaxError(lineFrom(at), "this line is not indented like the lines it belongs to", "", at);
        }

        /// A colon where no key can be: behind a value on the same line, or behind a line that took this one for its continuation.
        private SyntaxError unexpectedColon() {
            int start = lineStart(at);
            int earlier = source.indexOf(": ", start);
            if (earlier >= 0 && earlier < at) {
                return new SyntaxError(one(at), "an unquoted value cannot contain `: `", QUOTE_IT, at);
            }
            int before = contentLineBefore(start);
            int colon = before < 0 ? -1 : colonWithoutSpace(lineFrom(before));
            if (colon >= 0) {
                return new SyntaxError(one(colon), "a key's colon needs a space behind it", "", colon);
            }
            if (before >= 0 && indent(before) == indent(start) && lineFrom(before).of(source).indexOf(':') < 0
                    && charAt(lineFrom(before).start()) != '-') {
                return new SyntaxError(lineFrom(before), "expected a `key: value` here", "", before);
            }
            return new SyntaxError(lineFrom(start), "this line is not indented like the lines it belongs to", "", at);
        }

        /// The colon of `key:value`, or -1.
        private int colonWithoutSpace(Span line) {
            int i = line.start();
            while (i < line.end() && (source.charAt(i) == '-' || ScalarDecoder.isBlank(source.charAt(i)))) {
                i++;
            }
            while (i < line.end() && (Character.isLetterOrDigit(source.charAt(i)) || source.charAt(i) == '_')) {
                i++;
            }
            return i > line.start() && i + 1 < line.end() && source.charAt(i) == ':' && !ScalarDecoder.isBlank(source.charAt(i + 1)) ? i : -1;
        }

        private int contentLineBefore(int lineStart) {
            int i = lineStart;
            while (i > 0) {
                i = lineStart(i - 1);
                Span line = lineFrom(i);
                if (!line.isEmpty() && charAt(line.start()) != '#') {
                    return i;
                }
            }
            return -1;
        }

        /// A value on the line of `offset` that begins with `{{`.
        private Optional<SyntaxError> template(int offset) {
            Span line = lineFrom(lineStart(offset));
            int braces = source.indexOf("{{", line.start());
            if (braces < 0 || braces >= line.end()) {
                return Optional.empty();
            }
            String before = source.substring(line.start(), braces).strip();
            if (!before.isEmpty() && !before.endsWith(":") && !before.endsWith("-")) {
                return Optional.empty();
            }
            Span span = new Span(braces, braces + 2);
            return Optional.of(before.isEmpty() ? new SyntaxError(span, UNRENDERED, RENDER_IT, braces)
                    : new SyntaxError(span, TEMPLATE, QUOTE_WHOLE, braces));
        }

        private char charAt(int offset) {
            return offset < source.length() ? source.charAt(offset) : '\n';
        }

        private int lineStart(int offset) {
            int i = Math.min(offset, source.length());
            while (i > 0 && !ScalarDecoder.isBreak(source.charAt(i - 1))) {
                i--;
            }
            return i;
        }

        private int indent(int offset) {
            int start = lineStart(offset);
            int i = start;
            while (i < source.length() && source.charAt(i) == ' ') {
                i++;
            }
            return i - start;
        }

        /// From the first character at or behind `offset` to the last one on its line.
        private Span lineFrom(int offset) {
            int start = offset;
            while (start < source.length() && ScalarDecoder.isBlank(source.charAt(start))) {
                start++;
            }
            int end = start;
            for (int i = start; i < source.length() && !ScalarDecoder.isBreak(source.charAt(i)); i++) {
                if (!ScalarDecoder.isBlank(source.charAt(i))) {
                    end = i + 1;
                }
            }
            return new Span(start, end);
        }

        private Span word(int offset) {
            int end = offset;
            while (end < source.length() && !ScalarDecoder.isBlank(source.charAt(end)) && !ScalarDecoder.isBreak(source.charAt(end))) {
                end++;
            }
            return new Span(Math.min(offset, source.length()), Math.max(end, Math.min(offset, source.length())));
        }

        private Span one(int offset) {
            if (offset >= source.length()) {
                return Span.at(source.length());
            }
            return new Span(offset, offset + Character.charCount(source.codePointAt(offset)));
        }
    }
}
