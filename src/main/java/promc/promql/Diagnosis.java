package promc.promql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ParserRuleContext;
import promc.promql.grammar.PromQLParser;
import promc.source.Problem;
import promc.source.Span;

/// Explains why the parser stopped at a token. The span begins where Prometheus' first error does; message and help are our own.
final class Diagnosis extends Fault {
    private Diagnosis(Fault fault) {
        super(fault);
    }

    static Problem of(Fault fault) {
        Problem problem = new Diagnosis(fault).problem();
        boolean commentAtEnd = fault.token.getType() == PromQLParser.EOF && !fault.comments.isEmpty();
        if (commentAtEnd) {
            return problem;
        }
        Optional<String> template = Slips.template(fault.text, fault.span.start());
        return template.map(help -> new Problem(problem.span(), problem.message(), help)).orElse(problem);
    }

    /// True if Prometheus' scanner already refuses the token, before its grammar sees it.
    static boolean isScannerFault(Fault fault) {
        Diagnosis diagnosis = new Diagnosis(fault);
        return switch (diagnosis.token.getType()) {
            case PromQLParser.UNEXPECTED -> !diagnosis.isKnownOutsideBrackets();
            case PromQLParser.BAD_NUMBER, PromQLParser.BAD_STRING, PromQLParser.UNTERMINATED,
                    PromQLParser.EARLY_COLON -> true;
            case PromQLParser.EOF -> !diagnosis.open().isEmpty();
            case PromQLParser.RIGHT_PAREN -> diagnosis.isUnopened();
            default -> false;
        };
    }

    private Problem problem() {
        return switch (token.getType()) {
            case PromQLParser.EOF -> end();
            case PromQLParser.UNEXPECTED -> character();
            case PromQLParser.BAD_NUMBER -> new Problem(span, "`" + word + "` is neither a number nor a duration", Slips.number(word));
            case PromQLParser.BAD_STRING -> badString();
            case PromQLParser.UNTERMINATED -> new Problem(span, "the string that begins here is not closed",
                    word.charAt(0) == '`' ? "add the closing `" : "add the closing " + word.charAt(0) + " before the line ends");
            case PromQLParser.EARLY_COLON -> new Problem(Span.at(span.end()), "a subquery needs a range before the colon",
                    previous() == PromQLParser.LEFT_BRACKET ? "write [5m:1m]"
                            : "Prometheus takes step() and range() there only together with a number, such as step()+0s");
            default -> token();
        };
    }

    // Behind the first number in brackets Prometheus scans as outside of them, and leaves such characters to its grammar.
    private boolean isKnownOutsideBrackets() {
        List<CommonToken> open = open();
        boolean behindNumber = !open.isEmpty() && open.getLast().getType() == PromQLParser.LEFT_BRACKET
                && tokens.subList(open.getLast().getTokenIndex(), at).stream()
                        .anyMatch(t -> t.getType() == PromQLParser.NUMBER || t.getType() == PromQLParser.DURATION);
        char c = word.charAt(0);
        boolean quote = "\"'`".indexOf(c) >= 0;
        return behindNumber && (quote ? text.indexOf(c, span.end()) >= 0 : "=<>{@".indexOf(c) >= 0 && !text.startsWith("=~", span.start()));
    }

    private Problem end() {
        Span place = Span.at(text.length());
        List<CommonToken> open = open();
        if (!open.isEmpty()) {
            CommonToken bracket = open.getLast();
            char closing = Brackets.closing(bracket);
            boolean swallowed = comments.stream().anyMatch(c -> c.text().indexOf(closing) >= 0);
            String help = swallowed ? "a `#` begins a comment that hides the rest of its line"
                    : Brackets.snippet(text, bracket).length() == 1 ? "its `" + bracket.getText() + "` is never closed"
                    : "the `" + bracket.getText() + "` of `" + Brackets.snippet(text, bracket) + "` is never closed";
            return new Problem(place, "`" + closing + "` is missing", help);
        }
        return switch (previous()) {
            case PromQLParser.OFFSET -> isInside(PromQLParser.OffsetSuffixContext.class) ? new Problem(place, "`offset` needs a duration", "write `offset 5m`")
                    : missingOperand(place);
            case PromQLParser.AT -> new Problem(place, "`@` needs a timestamp, start() or end()", "");
            case PromQLParser.EOF -> new Problem(place, "there is no selector", "");
            default -> missingOperand(place);
        };
    }

    private Problem missingOperand(Span place) {
        boolean comment = !comments.isEmpty() && comments.getLast().text().length() > 1
                && comments.getLast().span().end() >= text.stripTrailing().length();
        return new Problem(place, "something is missing behind `" + previousWord() + "`",
                comment ? "a `#` begins a comment that hides the rest of its line" : "");
    }

    private Problem badString() {
        String message = Strings.error(word).orElse("bad string");
        boolean regex = word.charAt(0) != '`' && word.indexOf('\\') >= 0 && message.startsWith("unknown escape");
        return new Problem(span, message, regex ? "write the backslash twice, or the string in backquotes" : "");
    }

    private Problem character() {
        if (isInside(PromQLParser.BracesContext.class) && Character.isDigit(word.charAt(0)) && isMatchOperator(previous())) {
            return new Problem(span, "a label value must be in quotes", "write \"" + Slips.unquotedValue(text, span.start()) + "\"");
        }
        if (isInside(PromQLParser.BracketsContext.class)) {
            return inBrackets();
        }
        String where = isInside(PromQLParser.BracesContext.class) ? " inside braces" : "";
        if (!where.isEmpty() && previous() == PromQLParser.STRING && "])[".contains(word)) {
            return new Problem(span, "`}` is missing before `" + word + "`", "");
        }
        if (word.equals("]") || word.equals("}")) {
            return new Problem(span, "`" + word + "` closes nothing", "");
        }
        if (word.equals("=~") || word.equals("!~")) {
            return new Problem(span, "`" + word + "` only goes inside braces", "write metric{label" + word + "\"...\"}");
        }
        if (isInside(PromQLParser.LabelsContext.class) && word.equals(".")) {
            return new Problem(span, "unexpected `.` in a label name", "a label with `.` in it must be quoted: \"a.b\"");
        }
        boolean operator = where.isEmpty() && (text.startsWith("&&", span.start()) || text.startsWith("||", span.start()));
        if (operator) {
            return new Problem(span, "`" + word + word + "` is no operator", Slips.character(text, span.start(), false));
        }
        return new Problem(span, "unexpected " + Slips.describe(word) + where, Slips.character(text, span.start(), !where.isEmpty()));
    }

    private Problem inBrackets() {
        if (word.startsWith("\"") || word.startsWith("'")) {
            return new Problem(span, "a duration is written without quotes", "write [5m]");
        }
        boolean unit = previous() == PromQLParser.NUMBER && List.of("ms", "s", "m", "h", "d", "w", "y").contains(word);
        String help = unit ? "no space between number and unit: write " + previousWord() + word : Slips.character(text, span.start(), false);
        if (help.isEmpty()) {
            help = "write a duration such as 5m";
        }
        return new Problem(span, "unexpected " + Slips.describe(word) + " in a duration", help);
    }

    private Problem token() {
        int type = token.getType();
        if (isUnopened()) {
            return new Problem(Span.at(span.end()), "this `)` closes nothing", "remove it, or open a parenthesis before");
        }
        if (context instanceof PromQLParser.BracesContext || context instanceof PromQLParser.MatcherContext
                || context instanceof PromQLParser.MatchOperatorContext) {
            return inBraces();
        }
        if (context instanceof PromQLParser.LabelsContext || context instanceof PromQLParser.LabelContext) {
            return inLabels();
        }
        if (isInside(PromQLParser.BracketsContext.class) && !(context instanceof PromQLParser.NumberContext)) {
            return inDuration();
        }
        if (previous() == PromQLParser.OFFSET_OPERATOR) {
            return new Problem(span, "`" + previousWord() + "` takes `" + word + "` into the offset, which needs a duration",
                    "behind an offset in parentheses arithmetic goes on: put the selector with its offset in parentheses");
        }
        if (context instanceof PromQLParser.FillValueContext || context.getParent() instanceof PromQLParser.FillValueContext) {
            return new Problem(span, "a fill modifier needs a number in parentheses, not `" + word + "`", "write `fill (0)`");
        }
        if (isInside(PromQLParser.OffsetContext.class) || isInside(PromQLParser.OffsetSuffixContext.class)) {
            return new Problem(span, "`offset` needs a duration, not `" + word + "`", "write `offset 5m`");
        }
        if (isInside(PromQLParser.AtSuffixContext.class)) {
            return new Problem(span, "`@` needs a timestamp, start() or end(), not `" + word + "`", "");
        }
        if ((type == PromQLParser.FILL || type == PromQLParser.FILL_LEFT || type == PromQLParser.FILL_RIGHT) && isOperandExpected()) {
            // Prometheus takes the word for a metric name, and stumbles over the parenthesis that made it a keyword.
            Span parenthesis = Scanner.span(tokens.get(at + 1));
            return new Problem(parenthesis, "`" + word + "` cannot be called", "it stands behind a binary operator, and is a keyword before `(`");
        }
        if (isBehindArgumentComma()) {
            CommonToken comma = tokens.get(at - 1);
            return new Problem(Scanner.span(comma), "arguments cannot end with a comma", type == PromQLParser.RIGHT_PAREN ? "remove it" : "");
        }
        if (context instanceof PromQLParser.ArgumentsContext arguments && arguments.LEFT_PAREN() == null) {
            return new Problem(span, "the arguments of the aggregation must stand here, in parentheses", "write `sum by (label) (...)`");
        }
        return isOperandExpected() ? operandExpected() : operatorExpected();
    }

    private Problem inBraces() {
        int type = token.getType();
        if (isMatchOperator(previous())) {
            if (type == PromQLParser.IDENTIFIER) {
                return new Problem(span, "a label value must be in quotes", "write \"" + Slips.unquotedValue(text, span.start()) + "\"");
            }
            boolean doubled = type == PromQLParser.ASSIGN && previous() == PromQLParser.ASSIGN
                    && tokens.get(at - 1).getStopIndex() + 1 == span.start();
            return new Problem(span, doubled ? "matchers use a single `=`" : "a label value in quotes must stand here, not `" + word + "`", "");
        }
        if (context instanceof PromQLParser.MatchOperatorContext || context instanceof PromQLParser.MatcherContext) {
            return previous() == PromQLParser.IDENTIFIER
                    ? new Problem(span, "label `" + previousWord() + "` needs an operator and a value", "write " + previousWord() + "=\"...\"")
                    : new Problem(span, "unexpected `" + word + "` inside braces", "");
        }
        if (type == PromQLParser.COMMA) {
            return new Problem(span, "a matcher must stand before the comma", "");
        }
        if (previous() == PromQLParser.LEFT_BRACE || previous() == PromQLParser.COMMA) {
            return new Problem(span, "a label name must stand here, not `" + word + "`", "");
        }
        String word = previousWord();
        return type == PromQLParser.IDENTIFIER || type == PromQLParser.STRING
                ? new Problem(span, "a comma is missing between matchers", "write `" + word + ", " + this.word + "`")
                : new Problem(span, "unexpected `" + this.word + "` behind `" + word + "`", "matchers are separated by commas");
    }

    private Problem inLabels() {
        String clause = clause();
        if (token.getType() == PromQLParser.COMMA) {
            return new Problem(span, "a label name must stand before the comma", "");
        }
        if (previous() == PromQLParser.LEFT_PAREN || previous() == PromQLParser.COMMA) {
            boolean reserved = Character.isLetter(word.charAt(0));
            return new Problem(span, "`" + word + "` is no label name", reserved ? "a label of this name must be quoted here: \"" + word + "\"" : "");
        }
        if (isPrevious(PromQLParser.BY, PromQLParser.WITHOUT, PromQLParser.ON, PromQLParser.IGNORING, PromQLParser.GROUP_LEFT, PromQLParser.GROUP_RIGHT)) {
            return new Problem(span, "the labels of `" + clause + "` must be in parentheses", "write `" + clause + " (" + labelWord() + ")`");
        }
        return new Problem(span, "unexpected `" + word + "` among the labels of `" + clause + "`",
                token.getType() == PromQLParser.SUB ? "a label with `-` in it must be quoted" : "labels are separated by commas");
    }

    private String labelWord() {
        return token.getType() == PromQLParser.IDENTIFIER ? word : "label";
    }

    private String clause() {
        ParserRuleContext c = context instanceof PromQLParser.LabelContext ? context.getParent().getParent() : context.getParent();
        return c == null || c.children == null ? "" : c.getChild(0).getText().toLowerCase(Locale.ROOT);
    }

    private Problem inDuration() {
        if (previous() == PromQLParser.LEFT_BRACKET) {
            boolean colon = token.getType() == PromQLParser.COLON;
            return new Problem(span, colon ? "a subquery needs a range before the colon" : "a duration is missing in the brackets",
                    colon ? "write [5m:1m]" : "write [5m]");
        }
        if (token.getType() == PromQLParser.RIGHT_PAREN && open().getLast().getType() == PromQLParser.LEFT_BRACKET) {
            return new Problem(span, "`]` is missing before `)`", "");
        }
        if (token.getType() == PromQLParser.DURATION && previous() == PromQLParser.DURATION) {
            return new Problem(span, "a duration has no spaces", "write " + previousWord() + word);
        }
        return new Problem(span, "unexpected `" + word + "` in the brackets", "");
    }

    private Problem operandExpected() {
        int type = token.getType();
        boolean reserved = Character.isLetter(word.charAt(0));
        String previousWord = previousWord();
        if (type == PromQLParser.RIGHT_PAREN && previous() == PromQLParser.LEFT_PAREN) {
            return new Problem(span, "nothing stands between the parentheses", "");
        }
        if (type == PromQLParser.COMMA) {
            return new Problem(span, "an argument must stand before the comma", "");
        }
        if (type == PromQLParser.LEFT_BRACKET) {
            return new Problem(span, "a range needs a selector before it", Slips.brackets(text, span.start()));
        }
        if (isPrevious(PromQLParser.ON, PromQLParser.IGNORING, PromQLParser.BY, PromQLParser.WITHOUT)) {
            return new Problem(span, "the labels of `" + previousWord + "` must be in parentheses", "write `" + previousWord + " (" + labelWord() + ")`");
        }
        return switch (type) {
            case PromQLParser.GROUP_LEFT, PromQLParser.GROUP_RIGHT -> new Problem(span, "`" + word + "` needs `on (...)` or `ignoring (...)` before it", "");
            case PromQLParser.ON, PromQLParser.IGNORING -> new Problem(span, "`" + word + "` must stand directly behind a binary operator",
                    context instanceof PromQLParser.MatchingContext ? "only one of `on` and `ignoring` is possible" : "");
            case PromQLParser.BOOL -> new Problem(span, "`bool` must stand directly behind a comparison", "");
            default -> reserved ? new Problem(span, "`" + word + "` is a reserved word", "a metric of this name is written {\"" + word + "\"}")
                    : new Problem(span, missingBefore(previousWord), Slips.operators(text, span.start()));
        };
    }

    private String missingBefore(String previousWord) {
        String help = Slips.operators(text, span.start());
        if (help.startsWith("write")) {
            return "`" + previousWord + word + "` is no operator";
        }
        return previousWord.isEmpty() ? "an expression cannot begin with `" + word + "`"
                : "`" + word + "` cannot stand behind `" + previousWord + "`: an operand is expected";
    }

    private Problem operatorExpected() {
        int type = token.getType();
        return switch (type) {
            case PromQLParser.ASSIGN -> new Problem(span, "`=` is no operator", Slips.assign(text, span.start()));
            case PromQLParser.BY, PromQLParser.WITHOUT -> grouping();
            case PromQLParser.ON, PromQLParser.IGNORING, PromQLParser.GROUP_LEFT, PromQLParser.GROUP_RIGHT ->
                    new Problem(span, "`" + word + "` must stand directly behind a binary operator", "write `a * " + word + " (label) b`");
            case PromQLParser.BOOL -> new Problem(span, "`bool` must stand directly behind a comparison", "write `> bool 0`");
            case PromQLParser.LEFT_PAREN -> new Problem(span, "`" + previousWord() + "` cannot be called: `(` is not expected here", "");
            case PromQLParser.LEFT_BRACE -> new Problem(span, "matchers must stand directly behind a metric name",
                    previous() == PromQLParser.RIGHT_BRACKET ? "write metric{...}[5m]" : "");
            case PromQLParser.COMMA -> new Problem(span, "a comma only separates arguments, labels and matchers", Slips.comma(text, span.start()));
            case PromQLParser.RIGHT_PAREN -> new Problem(span, "this `)` closes nothing", "");
            default -> new Problem(span, "an operator is missing before `" + shortened() + "`", Slips.word(text, word, span.start(), previousWord()));
        };
    }

    private String shortened() {
        return word.length() > 40 ? word.substring(0, 40) + "..." : word;
    }

    /// `by` where it cannot stand: inside the arguments, behind a function, twice.
    private Problem grouping() {
        ParserRuleContext arguments = context;
        while (arguments != null && !(arguments instanceof PromQLParser.ArgumentsContext)) {
            arguments = arguments.getParent();
        }
        if (arguments != null && arguments.getParent() instanceof PromQLParser.AggregationContext) {
            return new Problem(span, "`" + word + "` must stand outside the parentheses of the aggregation", "write `sum " + word + " (label) (...)`");
        }
        boolean twice = tokens.subList(0, at).stream().anyMatch(t -> t.getType() == PromQLParser.BY || t.getType() == PromQLParser.WITHOUT);
        return new Problem(span, "`" + word + "` only goes with an aggregation such as sum",
                twice ? "an aggregation takes one `by` or `without`" : "write `sum " + word + " (label) (...)`");
    }
}
