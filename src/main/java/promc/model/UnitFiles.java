package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.model.UnitFile.Setting;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;

/// Reads units of systemd. Specifiers such as `%i` are what only systemd fills in: they read as variables that nobody knows.
final class UnitFiles {
    private static final Pattern SECTION = Pattern.compile("(?m)^\\[Service\\]\\s*$");
    private static final Pattern SPECIFIER = Pattern.compile("%(?=[a-zA-Z])");
    private static final Pattern DROP_IN = Pattern.compile("(?:.*/)?([^/]+\\.service)\\.d/[^/]+\\.conf(?:\\.(?:j2|tpl|tmpl|erb))?");
    private static final Pattern UNIT = Pattern.compile("(?:.*/)?([^/]+\\.service)(?:\\.(?:j2|tpl|tmpl|erb))?");

    private UnitFiles() {}

    static Optional<UnitFile> read(SourceFile file) {
        Matcher dropIn = DROP_IN.matcher(file.path());
        Matcher unit = UNIT.matcher(file.path());
        boolean isDropIn = dropIn.matches();
        if (!isDropIn && !unit.matches() || !SECTION.matcher(file.text()).find()) {
            return Optional.empty();
        }
        EmbeddedText text = file.text().contains("{{") || file.text().contains("{%") ? EmbeddedText.masked(file, TemplateMask.mask(file.text())) : EmbeddedText.whole(file);
        return Optional.of(new UnitFile(text, LineComments.of(text), isDropIn ? dropIn.group(1) : unit.group(1), isDropIn, settings(text)));
    }

    private static List<Setting> settings(EmbeddedText text) {
        String all = text.text();
        List<Setting> settings = new ArrayList<>();
        int at = 0;
        while (at < all.length()) {
            int start = at;
            StringBuilder value = new StringBuilder();
            at = logicalLine(all, at, value);
            int equals = value.indexOf("=");
            char first = value.toString().stripLeading().isEmpty() ? '#' : value.toString().stripLeading().charAt(0);
            if (equals > 0 && first != '#' && first != ';' && first != '[') {
                String name = value.substring(0, equals).strip();
                int key = start + value.indexOf(name);
                Span within = new Span(start + equals + 1, start + value.length());
                String known = SPECIFIER.matcher(value.substring(equals + 1).replace("%%", "% ")).replaceAll("\\$");
                settings.add(new Setting(name, new Span(key, key + name.length()), text.slice(within, known, (replacement, offset) -> Optional.of(replacement))));
            }
        }
        return settings;
    }

    /// Reads a line with those that continue it, whose ends, and comments between them, become blanks; the place where the next one begins.
    private static int logicalLine(String text, int from, StringBuilder line) {
        int at = from;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            String part = text.substring(at, end < 0 ? text.length() : end);
            boolean comment = at > from && (part.stripLeading().startsWith("#") || part.stripLeading().startsWith(";"));
            String body = part.stripTrailing();
            if (comment) {
                line.repeat(' ', next - at);
            } else if (body.endsWith("\\")) {
                line.append(body, 0, body.length() - 1).repeat(' ', next - at - body.length() + 1);
            } else {
                line.append(body);
                return next;
            }
            at = next;
        }
        return at;
    }
}
