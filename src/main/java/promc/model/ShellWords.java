package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.source.EmbeddedText;
import promc.source.Span;

/// Splits a command string into words as POSIX quoting has it. Variables, globs and operators are left alone: no shell reads such a string.
final class ShellWords {
    private static final Set<String> PROGRAMS = Set.of("prometheus", "thanos", "alertmanager");

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
            DecodedText word = new DecodedText();
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
                word.append(c, at, i);
            }
            EmbeddedText.Encoder encoder = (replacement, at) ->
                    replacement.chars().anyMatch(c -> Character.isWhitespace(c) || "'\"\\".indexOf(c) >= 0) ? Optional.empty() : Optional.of(replacement);
            words.add(quoted ? word.in(command, start, encoder) : command.slice(new Span(start, i), encoder));
        }
        return words;
    }

    /// The words of the one command in a shell's script that starts a program promc knows; empty if there is none, or more than one, or if the script does more with it than start it: pipes, redirections, the background.
    /// Commands before it, behind `&&`, `;` or line breaks, do not matter.
    static Optional<List<EmbeddedText>> command(EmbeddedText script) {
        EmbeddedText plain = Interpolation.unescaped(script);
        List<List<EmbeddedText>> found = new ArrayList<>();
        for (Span part : parts(plain.text())) {
            EmbeddedText command = plain.slice(part, (replacement, at) -> Optional.of(replacement));
            List<EmbeddedText> words = Wrappers.behindAssignments(split(withoutContinuations(command)));
            while (!words.isEmpty() && words.getFirst().text().equals("exec")) {
                words = words.subList(1, words.size());
            }
            String first = words.isEmpty() ? "" : words.getFirst().text();
            if (PROGRAMS.contains(first.substring(first.lastIndexOf('/') + 1))) {
                if (isMore(command.text())) {
                    return Optional.empty();
                }
                found.add(words);
            }
        }
        return found.size() == 1 && !plain.text().contains("<<") ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// Each line break behind a backslash as blanks.
    private static EmbeddedText withoutContinuations(EmbeddedText command) {
        String text = command.text();
        if (!text.contains("\\\n")) {
            return command;
        }
        DecodedText joined = new DecodedText();
        for (int i = 0; i < text.length(); i++) {
            boolean broken = text.startsWith("\\\n", i) || i > 0 && text.startsWith("\\\n", i - 1);
            joined.append(broken ? ' ' : text.charAt(i), i, i + 1);
        }
        return joined.in(command, 0, (replacement, at) -> Optional.of(replacement));
    }

    /// The commands of a script: what stands between `&&`, `;` and line breaks, outside quotes.
    private static List<Span> parts(String text) {
        List<Span> parts = new ArrayList<>();
        char quote = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote != 0 || c == '\'' || c == '"') {
                quote = quote == 0 ? c : c == quote ? 0 : quote;
            } else if (c == ';' || c == '\n' || text.startsWith("&&", i)) {
                parts.add(new Span(from, i));
                i += c == '&' ? 1 : 0;
                from = i + 1;
            }
        }
        parts.add(new Span(from, text.length()));
        return parts;
    }

    /// True if outside quotes there is something that a shell gives a meaning besides words and variables.
    private static boolean isMore(String text) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote != 0 || c == '\'' || c == '"') {
                quote = quote == 0 ? c : c == quote ? 0 : quote;
            } else if ("|&<>()`*?".indexOf(c) >= 0) {
                return true;
            }
        }
        return quote != 0;
    }
}
