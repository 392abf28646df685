package promc.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.model.EnvironmentFile.Variable;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;

/// Reads files of variables that systemd and the scripts of distributions read, if one of them holds flags.
final class EnvironmentFiles {
    private static final Pattern VARIABLE = Pattern.compile("(?m)^[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)=");
    /// Flags whose names are those of a program promc reads.
    private static final Pattern FLAG = Pattern.compile("[=\"'\\s]--(config|storage|web|query|cluster|log|alertmanager|enable-feature|objstore|tsdb|rules)[.=\\w-]*");

    private EnvironmentFiles() {}

    static Optional<EnvironmentFile> read(SourceFile file) {
        if (!FLAG.matcher(file.text()).find()) {
            return Optional.empty();
        }
        EmbeddedText text = file.text().contains("{{") || file.text().contains("{%") ? EmbeddedText.masked(file, TemplateMask.mask(file.text())) : EmbeddedText.whole(file);
        Map<String, Variable> variables = new LinkedHashMap<>();
        Matcher line = VARIABLE.matcher(text.text());
        int at = 0;
        while (line.find(at)) {
            Value value = value(text.text(), line.end());
            variables.put(line.group(1), new Variable(new Span(line.start(1), line.end(1)), text.slice(value.within(), value.text(), (replacement, offset) -> Optional.of(replacement))));
            at = Math.max(value.within().end(), line.end());
        }
        return variables.isEmpty() ? Optional.empty() : Optional.of(new EnvironmentFile(text, LineComments.of(text), variables));
    }

    private record Value(Span within, String text) {}

    /// What stands behind an equals sign: up to the closing quote, or to the end of the line. A backslash at the end of a line continues it; both become blanks.
    private static Value value(String text, int from) {
        char quote = from < text.length() && (text.charAt(from) == '"' || text.charAt(from) == '\'') ? text.charAt(from) : 0;
        int start = quote == 0 ? from : from + 1;
        StringBuilder value = new StringBuilder();
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                value.append("  ");
                at += 2;
                continue;
            }
            if (quote == 0 ? c == '\n' : c == quote) {
                break;
            }
            value.append(c == '\n' || c == '\r' ? ' ' : c);
            at++;
        }
        return new Value(new Span(start, at), value.toString());
    }
}
