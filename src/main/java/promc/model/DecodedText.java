package promc.model;

import java.util.Arrays;
import promc.source.EmbeddedText;
import promc.source.EmbeddedText.Encoder;

/// Builds a text character by character, each with the place in the text around it that it comes from.
final class DecodedText {
    private final StringBuilder text = new StringBuilder();
    private int[] from = new int[32];
    private int[] to = new int[32];

    void append(char c, int start, int end) {
        if (text.length() == from.length) {
            from = Arrays.copyOf(from, from.length * 2);
            to = Arrays.copyOf(to, to.length * 2);
        }
        from[text.length()] = start;
        to[text.length()] = end;
        text.append(c);
    }

    /// All of `written` comes from the same place.
    void append(String written, int start, int end) {
        for (int i = 0; i < written.length(); i++) {
            append(written.charAt(i), start, end);
        }
    }

    int length() {
        return text.length();
    }

    boolean is(String other) {
        return text.compareTo(new StringBuilder(other)) == 0;
    }

    /// The text inside `outer`. `origin` is where it would begin if it is empty.
    EmbeddedText in(EmbeddedText outer, int origin, Encoder encoder) {
        return outer.decoded(text.toString(), Arrays.copyOf(from, text.length()), Arrays.copyOf(to, text.length()), origin, encoder);
    }
}
