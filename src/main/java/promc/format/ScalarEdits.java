package promc.format;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.format.ScalarPlaces.Place;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

/// Writes an expression in place of another one: in the style of scalar that is there if that style shows it well, else as a literal block. Comments of the YAML stay.
final class ScalarEdits {
    private static final int DEFAULT_INDENT = 2;
    private static final int MAX_INDENT_INDICATOR = 9;
    /// What may follow a scalar on its line.
    private static final Pattern COMMENT_OR_NOTHING = Pattern.compile("[ \\t]*|[ \\t]+#.*");
    private static final Pattern BLOCK_HEADER = Pattern.compile("[|>]([+-]?)(?:[ \\t].*)?");

    private final ScalarPlaces places;
    private final int indent;

    ScalarEdits(ScalarPlaces places) {
        this.places = places;
        this.indent = places.blockIndent(DEFAULT_INDENT);
    }

    /// The text as its reader sees it: where a folded block breaks its lines, the value has blanks.
    static String shown(YamlScalar scalar) {
        EmbeddedText text = scalar.text();
        if (scalar.style() != Style.FOLDED) {
            return text.text();
        }
        StringBuilder shown = new StringBuilder(text.text());
        for (int i = 0; i < shown.length(); i++) {
            if (shown.charAt(i) == ' ' && text.toFile(new Span(i, i + 1)).of(text.file().text()).indexOf('\n') >= 0) {
                shown.setCharAt(i, '\n');
            }
        }
        return shown.toString();
    }

    /// True if only one line can stand in this scalar's place.
    boolean holdsOneLineOnly(YamlScalar scalar) {
        return places.of(scalar).map(Place::flow).orElse(true);
    }

    /// The edit that puts `expression` in the scalar's place; empty if that cannot be done without touching what stands around it.
    Optional<TextEdit> replace(YamlScalar scalar, String expression) {
        boolean manyLines = expression.indexOf('\n') >= 0;
        boolean stays = switch (scalar.style()) {
            case LITERAL -> !expression.startsWith(" ");
            case FOLDED, PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED -> !manyLines;
        };
        Span content = new Span(0, scalar.value().stripTrailing().length());
        Optional<TextEdit> inside = stays ? Fix.edit(scalar.text(), content, expression) : Optional.empty();
        return inside.isPresent() ? inside : places.of(scalar).filter(place -> !place.flow()).flatMap(place -> block(scalar, place, expression));
    }

    private Optional<TextEdit> block(YamlScalar scalar, Place place, String expression) {
        if (!isPrintable(expression)) {
            return Optional.empty();
        }
        Span within = places.within(scalar.span());
        String text = places.text().text();
        boolean isBlock = scalar.style() == Style.LITERAL || scalar.style() == Style.FOLDED;
        int start = isBlock ? within.start() : behindKey(place, within.start());
        int headerEnd = places.lineEnd(isBlock ? within.start() : within.end());
        String tail = text.substring(isBlock ? within.start() : within.end(), headerEnd).stripTrailing();
        String chomping = "";
        if (isBlock) {
            Matcher header = BLOCK_HEADER.matcher(tail);
            if (!header.matches()) {
                return Optional.empty();
            }
            chomping = header.group(1);
            tail = tail.substring(1 + chomping.length());
        }
        if (start < 0 || !COMMENT_OR_NOTHING.matcher(tail).matches()) {
            return Optional.empty();
        }
        int column = isBlock ? places.contentIndent(scalar.span()) : place.column() + indent;
        boolean first = expression.startsWith(" ");
        if (column <= place.column() || first && column - place.column() > MAX_INDENT_INDICATOR) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder(start == within.start() ? "|" : " |");
        out.append(first ? String.valueOf(column - place.column()) : "").append(chomping).append(tail);
        for (String line : expression.split("\n", -1)) {
            out.append(places.lineBreak()).repeat(' ', line.isEmpty() ? 0 : column).append(line);
        }
        int end = isBlock ? within.end() : contentEnd(headerEnd);
        return Fix.edit(places.text(), new Span(start, end), out.toString());
    }

    /// The end of a line without its `\r`.
    private int contentEnd(int lineEnd) {
        return lineEnd > 0 && places.text().text().charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
    }

    /// Where the new value starts: in place of the old one, or behind the colon if that one stood on the next line; -1 if a comment, an anchor or a tag stands between them there.
    private int behindKey(Place place, int value) {
        String text = places.text().text();
        int keyEnd = places.offset(place.entry().key().span().end());
        String between = text.substring(keyEnd, value);
        if (between.indexOf('\n') < 0) {
            return value;
        }
        return between.strip().equals(":") ? keyEnd + between.indexOf(':') + 1 : -1;
    }

    /// True if every character stands for itself in a literal block, whichever version of YAML it is read with.
    private static boolean isPrintable(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || c == '\t' || c >= ' ' && c <= '~'
                || c >= 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c < 0xFFFE && !(c >= 0xD800 && c <= 0xDFFF) || c > 0xFFFF);
    }
}
