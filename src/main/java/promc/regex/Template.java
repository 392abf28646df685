package promc.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A replacement as Go's `Regexp.Expand` reads it: text with references to groups, `$1`, `${1}`, `$name`, `${name}`; `$$` is a dollar sign.
public record Template(List<Part> parts) {
    /// A part of a template.
    public sealed interface Part {
        /// Text that stands as it is.
        record Text(String text) implements Part {}

        /// What a group captured; nothing if it took no part or is not there.
        record Group(String name) implements Part {}
    }

    /// Go reads no greater numbers of groups.
    private static final long MAX_NUMBER = 100_000_000;

    public Template {
        parts = List.copyOf(parts);
    }

    /// A dollar sign that no reference follows is text.
    public static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '$') {
                plain.append(text.charAt(at++));
                continue;
            }
            if (text.startsWith("$", at + 1)) {
                plain.append('$');
                at += 2;
                continue;
            }
            boolean braces = text.startsWith("{", at + 1);
            int from = at + (braces ? 2 : 1);
            int to = from;
            while (to < text.length() && isWord(text.codePointAt(to))) {
                to += Character.charCount(text.codePointAt(to));
            }
            if (to == from || braces && !text.startsWith("}", to)) {
                plain.append('$');
                at++;
                continue;
            }
            if (!plain.isEmpty()) {
                parts.add(new Part.Text(plain.toString()));
                plain.setLength(0);
            }
            parts.add(new Part.Group(text.substring(from, to)));
            at = braces ? to + 1 : to;
        }
        if (!plain.isEmpty()) {
            parts.add(new Part.Text(plain.toString()));
        }
        return new Template(parts);
    }

    private static boolean isWord(int c) {
        return Character.isLetter(c) || Character.isDigit(c) || c == '_';
    }

    /// The text, if there is no reference in it.
    public Optional<String> constant() {
        return parts.isEmpty() ? Optional.of("") : parts.size() == 1 && parts.getFirst() instanceof Part.Text(String text) ? Optional.of(text) : Optional.empty();
    }

    /// The number of the group that a reference means; 0 is the whole match. Empty if the pattern has no such group.
    public static Optional<Integer> number(Part.Group group, Submatches pattern) {
        String name = group.name();
        long number = 0;
        for (int i = 0; i < name.length() && number >= 0; i++) {
            char c = name.charAt(i);
            number = c < '0' || c > '9' || number >= MAX_NUMBER ? -1 : number * 10 + c - '0';
        }
        if (number >= 0 && (name.charAt(0) != '0' || name.length() == 1)) {
            return number <= pattern.groups() ? Optional.of((int) number) : Optional.empty();
        }
        return pattern.group(name);
    }

    /// The template with what `match` captured of `text`.
    public String expand(Submatches pattern, String text, int[] match) {
        StringBuilder expanded = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String plain) -> expanded.append(plain);
                case Part.Group group -> number(group, pattern).filter(number -> match[2 * number] >= 0)
                        .ifPresent(number -> expanded.append(text, match[2 * number], match[2 * number + 1]));
            }
        }
        return expanded.toString();
    }

    /// `text` with each match of the pattern replaced, as `Regexp.ReplaceAllString` does: an empty match just behind another one is none.
    public String replaceAll(Submatches pattern, String text) {
        StringBuilder replaced = new StringBuilder();
        int done = 0;
        int at = 0;
        while (at <= text.length()) {
            Optional<int[]> found = pattern.find(text, at);
            if (found.isEmpty()) {
                break;
            }
            int[] match = found.get();
            replaced.append(text, done, match[0]);
            if (match[1] > done || match[0] == 0) {
                replaced.append(expand(pattern, text, match));
            }
            done = match[1];
            int width = at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
            at = at + width > match[1] ? at + width : Math.max(at + 1, match[1]);
        }
        return replaced.append(text, done, text.length()).toString();
    }
}
