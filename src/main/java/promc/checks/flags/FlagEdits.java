package promc.checks.flags;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.model.FlagTable.Entry;
import promc.model.FlagTable.Fit;
import promc.model.FlagTable.Replacement;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;

/// Edits of command lines: a flag that gets another name, a word that goes.
final class FlagEdits {
    private FlagEdits() {}

    /// Where the name stands in the flag's text, with its dashes; all of that where the file names the flag in words of its own.
    static Span name(Flag flag) {
        return flag.isWord() ? new Span(0, 2 + flag.name().length()) : flag.text().span();
    }

    static Optional<Fix> rename(Flag flag, String name, Applicability applicability) {
        int from = flag.isWord() ? 2 : 0;
        return flag.text().text().startsWith(flag.name(), from) ? Fix.replace("Write `--" + name + "`", applicability, flag.text(), new Span(from, from + flag.name().length()), name) : Optional.empty();
    }

    /// What to do about a flag that is on its way out, or `gone`: the same value under the new name, or nothing at all.
    static Optional<Fix> replace(ServerFlags flags, Flag flag, Entry entry, boolean gone) {
        return switch (entry.replacement().orElse(null)) {
            case Replacement.OtherFlag(String name, Fit fit) when fit == Fit.SAME && flags.flag(name).isEmpty() -> rename(flag, name, Applicability.SAFE);
            case Replacement.OtherFlag(String name, Fit fit) when fit == Fit.WIDER && gone -> rename(flag, name, Applicability.UNSAFE);
            case Replacement.Nothing() -> removal(flags, flag).map(edit -> new Fix("Remove `--" + flag.name() + "`", Applicability.SAFE, List.of(edit)));
            case null, default -> Optional.empty();
        };
    }

    /// Removes a flag whose value is in the same word, if it is not the only one.
    static Optional<TextEdit> removal(ServerFlags flags, Flag flag) {
        boolean oneWord = flag.value().filter(value -> value.text() != flag.text()).isEmpty();
        return oneWord && flags.flags().size() > 1 ? removal(flag.text()) : Optional.empty();
    }

    /// Where a word stands in its file, with its quotes.
    static Span written(EmbeddedText word) {
        String text = word.file().text();
        Span span = word.toFile(word.span());
        boolean quoted = span.start() > 0 && span.end() < text.length() && "\"'".indexOf(text.charAt(span.start() - 1)) >= 0 && text.charAt(span.end()) == text.charAt(span.start() - 1);
        return quoted ? new Span(span.start() - 1, span.end() + 1) : span;
    }

    /// Removes one of several words, with the line it has for itself, or the blanks or the comma before it. Empty where neither is the case.
    static Optional<TextEdit> removal(EmbeddedText word) {
        SourceFile file = word.file();
        String text = file.text();
        Span span = written(word);
        int start = span.start();
        int end = span.end();
        int line = file.line(start);
        if (file.line(end) != line) {
            return Optional.empty();
        }
        String before = text.substring(file.lineStart(line), start);
        String behind = text.substring(end, Math.max(end, file.lineSpan(line).end()));
        if ((before.isBlank() || before.strip().equals("-")) && behind.isBlank()) {
            return line < file.lineCount() ? Optional.of(new TextEdit(file, new Span(file.lineStart(line), file.lineStart(line + 1)), "")) : Optional.empty();
        }
        int blanks = before.length() - before.stripTrailing().length();
        if (before.stripTrailing().endsWith(",") && (behind.stripLeading().startsWith(",") || behind.stripLeading().startsWith("]"))) {
            return Optional.of(new TextEdit(file, new Span(start - blanks - 1, end), ""));
        }
        boolean inside = blanks > 0 && !before.isBlank() && !before.stripTrailing().endsWith(":") && !before.stripTrailing().endsWith("-") && !before.stripTrailing().endsWith("[");
        return inside && (behind.isEmpty() || Character.isWhitespace(behind.charAt(0)) || "\"'".indexOf(behind.charAt(0)) >= 0)
                ? Optional.of(new TextEdit(file, new Span(start - blanks, end), "")) : Optional.empty();
    }

    /// How a message names what replaces a flag.
    static String instead(Entry entry, boolean gone) {
        return switch (entry.replacement().orElse(null)) {
            case Replacement.OtherFlag(String name, var ignored) -> "; use `--" + name + "`";
            case Replacement.Key(String path) -> "; use `" + path + "` in the configuration file";
            case Replacement.Nothing() -> gone ? "; it had no effect any more" : "; it has no effect any more";
            case null -> "";
        };
    }
}
