package promc.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Span;

/// Splits a command string into words as POSIX quoting has it. Variables, globs and operators are left alone: no shell reads such a string.
final class ShellWords {
    private ShellWords() {}

    static List<EmbeddedText> split(EmbeddedText command) {
        String text = command.text();
        List<EmbeddedText> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            boolean quoted = false;
            StringBuilder word = new StringBuilder();
            int[] from = new int[16];
            int[] to = new int[16];
            char quote = 0;
            while (i < text.length() && (quote != 0 || !Character.isWhitespace(text.charAt(i)))) {
                char c = text.charAt(i);
                int at = i++;
                if (quote == 0 && (c == '\'' || c == '"')) {
                    quote = c;
                    quoted = true;
                    continue;
                }
                if (c == quote) {
                    quote = 0;
                    continue;
                }
                if (c == '\\' && quote != '\'' && i < text.length()) {
                    c = text.charAt(i++);
                    quoted = true;
                }
                if (word.length() == from.length) {
                    from = Arrays.copyOf(from, from.length * 2);
                    to = Arrays.copyOf(to, to.length * 2);
                }
                from[word.length()] = at;
                to[word.length()] = i;
                word.append(c);
            }
            EmbeddedText.Encoder encoder = (replacement, at) ->
                    replacement.chars().anyMatch(c -> Character.isWhitespace(c) || "'\"\\".indexOf(c) >= 0) ? Optional.empty() : Optional.of(replacement);
            words.add(quoted ? command.decoded(word.toString(), Arrays.copyOf(from, word.length()), Arrays.copyOf(to, word.length()), start, encoder)
                    : command.slice(new Span(start, i), encoder));
        }
        return words;
    }
}
