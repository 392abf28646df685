package promc.yaml;

import java.util.Arrays;
import promc.source.EmbeddedText.Origins;
import promc.yaml.YamlNode.Style;

/// Decodes one scalar as it is written and notes for each character of the value where it comes from. Follows YAML 1.2.2, chapters 7.3
/// and 8.1, with the engine's reading where the two differ; [ScalarSource] compares the value with the engine's.
///
/// The origins are disjoint, in order, and leave no gap except for escaped line breaks: a folded line break owns the blanks around it, and a
/// line break in a block scalar owns the indentation of the next line, so that replacing any run of characters leaves well-formed lines.
final class ScalarDecoder {
    private final String source;
    private final int end;
    private final StringBuilder out;
    private int[] from;
    private int[] to;

    private ScalarDecoder(String source, int end, int expected) {
        this.source = source;
        this.end = end;
        this.out = new StringBuilder(expected);
        this.from = new int[expected];
        this.to = new int[expected];
    }

    /// A value with the origin of every character.
    record Decoded(String value, Origins origins) {}

    /// Decodes the scalar written in `[start, end)` of `source`; a block scalar with its header and all blank lines behind it.
    /// `parentIndent` is the column of the block collection around it, 0 if there is none; only an explicit indentation indicator counts from it.
    static Decoded decode(String source, int start, int end, Style style, int parentIndent) {
        ScalarDecoder decoder = new ScalarDecoder(source, end, Math.max(1, end - start));
        switch (style) {
            case PLAIN -> decoder.flow(start, end, style);
            case SINGLE_QUOTED, DOUBLE_QUOTED -> decoder.flow(start + 1, end - 1, style);
            case LITERAL, FOLDED -> decoder.block(BlockHeader.read(source, start, end), style == Style.FOLDED, parentIndent);
        }
        int count = decoder.out.length();
        return new Decoded(decoder.out.toString(), new Origins(Arrays.copyOf(decoder.from, count), Arrays.copyOf(decoder.to, count)));
    }

    private void put(char c, int start, int stop) {
        int at = out.length();
        if (at == from.length) {
            from = Arrays.copyOf(from, at * 2);
            to = Arrays.copyOf(to, at * 2);
        }
        out.append(c);
        from[at] = start;
        to[at] = stop;
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /// The offset behind the line break at `i`, or `i` if there is none.
    static int afterBreak(String s, int i, int end) {
        if (i >= end || !isBreak(s.charAt(i))) {
            return i;
        }
        return s.charAt(i) == '\r' && i + 1 < end && s.charAt(i + 1) == '\n' ? i + 2 : i + 1;
    }

    private void flow(int start, int stop, Style style) {
        int i = start;
        while (i < stop) {
            char c = source.charAt(i);
            if (isBlank(c) || isBreak(c)) {
                i = blanks(i, stop);
            } else if (c == '\'' && style == Style.SINGLE_QUOTED) {
                put('\'', i, i + 2);
                i += 2;
            } else if (c == '\\' && style == Style.DOUBLE_QUOTED && i + 1 < stop) {
                i = escape(i, stop);
            } else {
                put(c, i, i + 1);
                i++;
            }
        }
    }

    /// Blanks stay; with one line break among them they fold to a space, with n to n - 1 line breaks.
    private int blanks(int start, int stop) {
        int i = start;
        int breaks = 0;
        while (i < stop && (isBlank(source.charAt(i)) || isBreak(source.charAt(i)))) {
            if (isBreak(source.charAt(i))) {
                breaks++;
                i = afterBreak(source, i, stop);
            } else {
                i++;
            }
        }
        if (breaks == 0) {
            for (int k = start; k < i; k++) {
                put(source.charAt(k), k, k + 1);
            }
        } else if (breaks == 1) {
            put(' ', start, i);
        } else {
            lineBreaks(start, i, 1);
        }
        return i;
    }

    /// One line break for each in `[start, stop)`, the first `skip` ones left out; together they own the whole range.
    private void lineBreaks(int start, int stop, int skip) {
        int owned = start;
        int seen = 0;
        int i = start;
        int pending = -1;
        while (i < stop) {
            if (!isBreak(source.charAt(i))) {
                i++;
                continue;
            }
            i = afterBreak(source, i, stop);
            if (++seen > skip) {
                if (pending >= 0) {
                    put('\n', owned, pending);
                    owned = pending;
                }
                pending = i;
            }
        }
        if (pending >= 0) {
            put('\n', owned, stop);
        }
    }

    private int escape(int at, int stop) {
        char x = source.charAt(at + 1);
        if (isBreak(x)) {
            int first = afterBreak(source, at + 1, stop);
            int i = first;
            while (i < stop && (isBlank(source.charAt(i)) || isBreak(source.charAt(i)))) {
                i++;
            }
            lineBreaks(first, i, 0);
            return i;
        }
        int digits = x == 'x' ? 2 : x == 'u' ? 4 : x == 'U' ? 8 : 0;
        if (digits == 0) {
            put(unescaped(x), at, at + 2);
            return at + 2;
        }
        int after = Math.min(stop, at + 2 + digits);
        int codePoint = 0;
        for (int i = at + 2; i < after; i++) {
            codePoint = codePoint * 16 + Math.max(0, Character.digit(source.charAt(i), 16));
        }
        if (Character.isSupplementaryCodePoint(codePoint)) {
            put(Character.highSurrogate(codePoint), at, after);
            put(Character.lowSurrogate(codePoint), at, after);
        } else {
            put((char) codePoint, at, after);
        }
        return after;
    }

    private static char unescaped(char x) {
        return switch (x) {
            case '0' -> 0;
            case 'a' -> 7;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'e' -> 0x1B;
            case 'N' -> 0x85;
            case '_' -> 0xA0;
            case 'L' -> 0x2028;
            case 'P' -> 0x2029;
            default -> x;
        };
    }

    /// Lines are read one by one: `pending` is the break behind the last content line, whose reading depends on what follows.
    private void block(BlockHeader header, boolean folded, int parentIndent) {
        int indent = header.indent(source, end, parentIndent);
        int content = -1;
        int contentBreak = -1;
        int empties = 0;
        boolean spaced = false;
        int firstEmpty = header.body();
        for (int line = header.body(); line < end;) {
            int stop = lineEnd(line);
            int next = afterBreak(source, stop, end);
            int text = Math.min(stop, line + indent);
            if (stop - line <= indent) {
                if (next > stop) {
                    empties++;
                }
                line = next;
                continue;
            }
            boolean more = isBlank(source.charAt(text));
            if (content < 0) {
                breaksOfEmptyLines(firstEmpty, empties, text, indent);
            } else {
                join(contentBreak, firstEmpty, empties, text, indent, folded && !spaced && !more);
            }
            for (int i = text; i < stop; i++) {
                put(source.charAt(i), i, i + 1);
            }
            content = line;
            contentBreak = stop;
            spaced = more;
            empties = 0;
            firstEmpty = next;
            line = next;
        }
        tail(header.chomping(), content >= 0, contentBreak, firstEmpty, empties, indent);
    }

    private int lineEnd(int line) {
        int stop = line;
        while (stop < end && !isBreak(source.charAt(stop))) {
            stop++;
        }
        return stop;
    }

    private void join(int lineBreak, int firstEmpty, int empties, int text, int indent, boolean fold) {
        int after = empties > 0 ? contentStart(firstEmpty, indent) : text;
        if (!fold) {
            put('\n', lineBreak, after);
            breaksOfEmptyLines(firstEmpty, empties, text, indent);
        } else if (empties == 0) {
            put(' ', lineBreak, text);
        } else {
            // The folded break itself is not in the value; the first empty line's break owns it.
            int first = out.length();
            breaksOfEmptyLines(firstEmpty, empties, text, indent);
            from[first] = lineBreak;
        }
    }

    private int contentStart(int line, int indent) {
        return Math.min(lineEnd(line), line + indent);
    }

    /// The breaks of `count` lines from `line` on that hold nothing but indentation; the last one owns everything up to `text`.
    private void breaksOfEmptyLines(int line, int count, int text, int indent) {
        int owned = contentStart(line, indent);
        int at = line;
        for (int k = 0; k < count; k++) {
            at = afterBreak(source, lineEnd(at), end);
            int after = k + 1 == count ? text : contentStart(at, indent);
            put('\n', owned, after);
            owned = after;
        }
    }

    private void tail(char chomping, boolean hasContent, int contentBreak, int firstEmpty, int empties, int indent) {
        if (hasContent && chomping != '-') {
            // At the end of the text a missing line break is assumed; it then comes from nowhere.
            int stop = afterBreak(source, contentBreak, end);
            put('\n', contentBreak, chomping == '+' && empties > 0 ? contentStart(stop, indent) : stop);
        }
        if (chomping == '+' && empties > 0) {
            breaksOfEmptyLines(firstEmpty, empties, end, indent);
        }
    }
}
