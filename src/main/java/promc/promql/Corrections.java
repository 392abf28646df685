package promc.promql;

import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import promc.promql.grammar.PromQLParser;
import promc.promql.grammar.PromQLParser.AggregationContext;
import promc.promql.grammar.PromQLParser.ArgumentsContext;
import promc.promql.grammar.PromQLParser.BracesContext;
import promc.promql.grammar.PromQLParser.BracketsContext;
import promc.promql.grammar.PromQLParser.LabelContext;
import promc.promql.grammar.PromQLParser.LabelsContext;
import promc.promql.grammar.PromQLParser.MatchOperatorContext;
import promc.source.Correction;
import promc.source.Nearest;
import promc.source.Span;

/// What to write instead where the syntax broke. A proposal only: [Recovery] drops those behind which the syntax still breaks at the same place.
final class Corrections extends Fault {
    private Corrections(Fault fault) {
        super(fault);
    }

    static Optional<Correction> of(Fault fault) {
        if (Slips.template(fault.text, fault.span.start()).isPresent()) {
            return Optional.empty();
        }
        Corrections corrections = new Corrections(fault);
        return switch (fault.token.getType()) {
            case PromQLParser.EOF, PromQLParser.UNTERMINATED, PromQLParser.EARLY_COLON -> Optional.empty();
            case PromQLParser.UNEXPECTED -> corrections.character();
            case PromQLParser.BAD_NUMBER -> corrections.isInBraces() ? corrections.value() : Numerals.meant(fault.word)
                    .map(meant -> replace(fault.span, meant, "Write `" + meant + "`", !fault.word.endsWith("M")));
            case PromQLParser.BAD_STRING -> corrections.escape();
            default -> corrections.token();
        };
    }

    private static Correction replace(Span span, String replacement, String title, boolean certain) {
        return new Correction(span, replacement, title, certain);
    }

    private static Optional<Correction> certain(Span span, String replacement, String title) {
        return Optional.of(replace(span, replacement, title, true));
    }

    private static Optional<Correction> probable(Span span, String replacement, String title) {
        return Optional.of(replace(span, replacement, title, false));
    }

    private boolean isInBraces() {
        return isInside(BracesContext.class);
    }

    private Optional<Correction> character() {
        int c = word.codePointAt(0);
        if ("“”„«»″‘’‚´′".indexOf(c) >= 0) {
            return typographicQuotes();
        }
        Optional<String> plain = Slips.plain(c);
        if (plain.isPresent()) {
            return certain(span, plain.get(), plain.get().isBlank() ? "Replace the invisible character" : "Write `" + plain.get() + "`");
        }
        boolean doubled = (c == '&' || c == '|') && text.startsWith(word + word, span.start());
        if (doubled && !isInBraces()) {
            Span both = new Span(span.start(), span.end() + 1);
            String operator = c == '&' ? "and" : "or";
            return certain(both, spaced(both, operator), "Write `" + operator + "`");
        }
        if (c == ';' && text.substring(span.end()).isBlank()) {
            return certain(span, "", "Remove the semicolon");
        }
        if (c == '\\' && text.startsWith("\n", span.end())) {
            return certain(span, "", "Remove the backslash");
        }
        if (isInBraces()) {
            if (isMatchOperator(previous()) && (Character.isDigit(c) || c == '.' || c == '*' || c == '/')) {
                return value();
            }
            if (c == ';') {
                return certain(span, ",", "Separate the matchers by a comma");
            }
            boolean valueFollows = at + 1 < tokens.size() && type(at + 1) == PromQLParser.STRING;
            return c == ':' && previous() == PromQLParser.IDENTIFIER && valueFollows ? certain(span, "=", "Write `=`") : Optional.empty();
        }
        if (isInside(LabelsContext.class)) {
            return dottedLabel();
        }
        return isInside(BracketsContext.class) ? inBrackets() : Optional.empty();
    }

    /// `operator` in place of `span`, with spaces where letters would run together.
    private String spaced(Span place, String operator) {
        boolean before = place.start() > 0 && !Character.isWhitespace(text.charAt(place.start() - 1));
        boolean after = place.end() < text.length() && !Character.isWhitespace(text.charAt(place.end()));
        return (before ? " " : "") + operator + (after ? " " : "");
    }

    private Optional<Correction> typographicQuotes() {
        int end = span.end();
        while (end < text.length() && "“”„«»″‘’‚´′\"',{}()\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (end == text.length() || "\"',{}()\n".indexOf(text.charAt(end)) >= 0) {
            return Optional.empty();
        }
        String inside = text.substring(span.end(), end);
        return inside.indexOf('\\') >= 0 ? Optional.empty() : certain(new Span(span.start(), end + 1), "\"" + inside + "\"", "Use plain quotes");
    }

    private Optional<Correction> value() {
        String value = Slips.unquotedValue(text, span.start());
        boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> "\"'`\\{$=".indexOf(c) >= 0);
        return plain ? certain(new Span(span.start(), span.start() + value.length()), "\"" + value + "\"", "Quote the value") : Optional.empty();
    }

    private Optional<Correction> dottedLabel() {
        String after = Slips.wordAt(text, span.start());
        boolean name = type(at - 1) == PromQLParser.IDENTIFIER && isAdjacent();
        Span whole = name ? new Span(spanAt(at - 1).start(), span.start() + after.length()) : span;
        return name ? probable(whole, "\"" + whole.of(text) + "\"", "Quote the label") : Optional.empty();
    }

    private Optional<Correction> inBrackets() {
        int close = word.equals("\"") || word.equals("'") ? text.indexOf(word, span.end()) : -1;
        if (close > 0) {
            String inside = text.substring(span.end(), close);
            boolean duration = PromDuration.parseMillis(inside).isPresent();
            return duration ? certain(new Span(span.start(), close + 1), inside, "Remove the quotes") : Optional.empty();
        }
        if (previous() == PromQLParser.NUMBER && Slips.UNITS.contains(word)) {
            Span both = spanAt(at - 1).cover(span);
            return certain(both, previousWord() + word, "Remove the space");
        }
        return Optional.empty();
    }

    private Optional<Correction> escape() {
        int backslash = Strings.badEscape(word);
        if (backslash < 0) {
            return Optional.empty();
        }
        Span place = Span.at(span.start() + backslash);
        boolean quote = "\"'".indexOf(word.charAt(backslash + 1)) >= 0;
        return quote ? certain(new Span(place.start(), place.start() + 1), "", "Remove the backslash") : certain(place, "\\", "Double the backslash");
    }

    private Optional<Correction> token() {
        int type = token.getType();
        if (context instanceof BracesContext || context instanceof PromQLParser.MatcherContext || context instanceof MatchOperatorContext) {
            return inBraces();
        }
        if (context instanceof LabelsContext || context instanceof LabelContext) {
            return inLabels();
        }
        if (isUnopened()) {
            return Optional.empty();
        }
        if (isBehindArgumentComma()) {
            return type == PromQLParser.RIGHT_PAREN ? certain(spanAt(at - 1), "", "Remove the comma") : Optional.empty();
        }
        if (isDuration(type) && isDuration(previous()) && word.matches("[0-9]+[a-z]+") && previousWord().matches("[0-9]+[a-z]+")) {
            return certain(spanAt(at - 1).cover(span), previousWord() + word, "Remove the space");
        }
        if (isInside(BracketsContext.class)) {
            return Optional.empty();
        }
        return isOperandExpected() ? operand() : operator();
    }

    private static boolean isDuration(int type) {
        return type == PromQLParser.DURATION;
    }

    private Optional<Correction> inBraces() {
        int type = token.getType();
        if (isMatchOperator(previous())) {
            if (type == PromQLParser.ASSIGN && previous() == PromQLParser.ASSIGN && isAdjacent()) {
                return certain(span, "", "Use a single `=`");
            }
            return type == PromQLParser.IDENTIFIER ? value() : Optional.empty();
        }
        if (type == PromQLParser.STRING && previous() == PromQLParser.IDENTIFIER) {
            return certain(spaceBefore(), "=", "Insert `=`");
        }
        if (type == PromQLParser.COMMA && isPrevious(PromQLParser.LEFT_BRACE)) {
            return certain(span, "", "Remove the comma");
        }
        boolean matcher = type == PromQLParser.IDENTIFIER || type == PromQLParser.STRING;
        if (matcher && previous() == PromQLParser.STRING) {
            return certain(Span.at(spanAt(at - 1).end()), ",", "Insert the comma");
        }
        return Optional.empty();
    }

    /// What stands between the token before and this one.
    private Span spaceBefore() {
        return new Span(spanAt(at - 1).end(), span.start());
    }

    private Optional<Correction> inLabels() {
        if (token.getType() == PromQLParser.COMMA) {
            return certain(span, "", "Remove the comma");
        }
        boolean name = Character.isLetter(word.charAt(0)) || word.charAt(0) == '_';
        if (isPrevious(PromQLParser.LEFT_PAREN, PromQLParser.COMMA)) {
            return name ? certain(span, "\"" + word + "\"", "Quote the label") : Optional.empty();
        }
        if (name && isPrevious(PromQLParser.BY, PromQLParser.WITHOUT, PromQLParser.ON, PromQLParser.IGNORING)) {
            return certain(span, "(" + word + ")", "Put the label in parentheses");
        }
        if (name && isPrevious(PromQLParser.IDENTIFIER, PromQLParser.STRING)) {
            return certain(Span.at(spanAt(at - 1).end()), ",", "Insert the comma");
        }
        return token.getType() == PromQLParser.SUB ? dottedLabel() : Optional.empty();
    }

    private Optional<Correction> operand() {
        if (isAdjacent()) {
            String both = previousWord() + word;
            Span span = spanAt(at - 1).cover(this.span);
            String meant = switch (both) {
                case "<>" -> "!=";
                case "**" -> "^";
                case "!==" -> "!=";
                case "===" -> "==";
                default -> "";
            };
            if (!meant.isEmpty()) {
                return certain(span, meant, "Write `" + meant + "`");
            }
        }
        if (token.getType() == PromQLParser.COMMA && previous() == PromQLParser.LEFT_PAREN) {
            return probable(span, "", "Remove the comma");
        }
        return Character.isLetter(word.charAt(0)) && word.toLowerCase(Locale.ROOT).matches("on|ignoring|group_left|group_right|bool")
                ? Optional.empty() : inLabelsOfOperand();
    }

    private Optional<Correction> inLabelsOfOperand() {
        return isPrevious(PromQLParser.ON, PromQLParser.IGNORING) && token.getType() == PromQLParser.IDENTIFIER
                ? certain(span, "(" + word + ")", "Put the label in parentheses") : Optional.empty();
    }

    private Optional<Correction> operator() {
        return switch (token.getType()) {
            case PromQLParser.ASSIGN -> assign();
            case PromQLParser.BY, PromQLParser.WITHOUT -> grouping();
            case PromQLParser.BOOL -> bool();
            case PromQLParser.LEFT_BRACE -> previous() == PromQLParser.RIGHT_BRACKET ? matchersBehindRange() : Optional.empty();
            case PromQLParser.COMMA -> Slips.comma(text, span.start()).isEmpty() ? Optional.empty() : probable(span, ".", "Write a decimal point");
            case PromQLParser.STRING -> context instanceof ArgumentsContext ? certain(Span.at(spanAt(at - 1).end()), ",", "Insert the comma") : Optional.empty();
            case PromQLParser.IDENTIFIER, PromQLParser.METRIC_IDENTIFIER, PromQLParser.AGGREGATOR, PromQLParser.NUMBER -> word();
            default -> Optional.empty();
        };
    }

    private Optional<Correction> assign() {
        int next = type(at + 1);
        boolean touching = at + 1 < tokens.size() && spanAt(at + 1).start() == span.end();
        if (touching && (next == PromQLParser.GT || next == PromQLParser.LT)) {
            String meant = next == PromQLParser.GT ? ">=" : "<=";
            return certain(span.cover(spanAt(at + 1)), meant, "Write `" + meant + "`");
        }
        return certain(span, "==", "Compare with `==`");
    }

    private Optional<Correction> bool() {
        int next = at + 1;
        boolean comparison = switch (type(next)) {
            case PromQLParser.EQ, PromQLParser.NE, PromQLParser.LT, PromQLParser.LE, PromQLParser.GT, PromQLParser.GE -> true;
            default -> false;
        };
        return comparison ? certain(span.cover(spanAt(next)), spanAt(next).of(text) + " bool", "Put `bool` behind the comparison") : Optional.empty();
    }

    /// `metric[5m]{a="b"}`.
    private Optional<Correction> matchersBehindRange() {
        int close = at;
        while (close < tokens.size() && type(close) != PromQLParser.RIGHT_BRACE) {
            close++;
        }
        int open = at;
        while (open > 0 && type(open) != PromQLParser.LEFT_BRACKET) {
            open--;
        }
        if (close == tokens.size() || open == 0) {
            return Optional.empty();
        }
        Span range = spanAt(open).cover(spanAt(at - 1));
        Span matchers = span.cover(spanAt(close));
        return certain(range.cover(matchers), matchers.of(text) + range.of(text), "Put the matchers before the range");
    }

    /// `sum(x by (job))`: the clause goes behind the word of the aggregation.
    private Optional<Correction> grouping() {
        ParserRuleContext arguments = context;
        while (arguments != null && !(arguments instanceof ArgumentsContext && arguments.getParent() instanceof AggregationContext)) {
            arguments = arguments.getParent();
        }
        if (arguments == null || ((AggregationContext) arguments.getParent()).grouping() != null || type(at + 1) != PromQLParser.LEFT_PAREN) {
            return Optional.empty();
        }
        int close = at + 1;
        while (close < tokens.size() && type(close) != PromQLParser.RIGHT_PAREN) {
            close++;
        }
        if (close == tokens.size()) {
            return Optional.empty();
        }
        Span clause = span.cover(spanAt(close));
        int from = arguments.start.getStartIndex();
        String kept = text.substring(from, spanAt(at - 1).end());
        return certain(new Span(from, clause.end()), " " + clause.of(text) + " " + kept, "Move `" + word + "` out of the parentheses");
    }

    private Optional<Correction> word() {
        String lower = word.toLowerCase(Locale.ROOT);
        if (previous() == PromQLParser.NUMBER && Slips.UNITS.contains(lower)) {
            return certain(spanAt(at - 1).cover(span), previousWord() + lower, "Remove the space");
        }
        if (lower.matches("offset[0-9].*")) {
            return certain(span, "offset " + lower.substring(6), "Insert a space");
        }
        // Of three letters only two that changed places are a typo: `for` is no `or`.
        boolean few = lower.length() < 4;
        return Nearest.only(word, Slips.INFIX_WORDS).filter(near -> !few || near.chars().sorted().boxed().toList()
                .equals(lower.chars().sorted().boxed().toList())).map(near -> replace(span, near, "Write `" + near + "`", true));
    }
}
