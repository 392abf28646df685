package promc.report;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines of a width. Escape sequences of colours take no room. A [#GLUE] is a blank at which no line is broken.
final class Wrapping {
    static final char GLUE = '\u00a0';

    private Wrapping() {}

    /// How many columns `text` takes on a terminal.
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '\u001b') {
                int end = text.indexOf('m', i);
                i = end < 0 ? text.length() : end + 1;
                continue;
            }
            int codePoint = text.codePointAt(i);
            width += Printable.width(codePoint);
            i += Character.charCount(codePoint);
        }
        return width;
    }

    /// Lines of at most `width` columns, broken at blanks, and behind the commas of a word that is longer than a line; what has neither stays longer. At least one line.
    static List<String> words(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ")) {
            String gap = used > 0 ? " " : "";
            for (String part : width(word) > width ? word.split("(?<=,)") : new String[] {word}) {
                int more = width(part);
                if (used > 0 && used + gap.length() + more > width) {
                    lines.add(line.toString().replace(GLUE, ' '));
                    line.setLength(0);
                    used = 0;
                    gap = "";
                }
                line.append(gap).append(part);
                used += gap.length() + more;
                gap = "";
            }
        }
        lines.add(line.toString().replace(GLUE, ' '));
        return lines;
    }
}
