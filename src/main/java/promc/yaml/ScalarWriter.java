package promc.yaml;

import java.util.Optional;
import promc.yaml.GoYaml.Kind;

/// How text is written inside a scalar of each style. Every method answers for the text alone; [ScalarSource] checks the result in its place.
final class ScalarWriter {
    private static final String NEVER_FIRST = ",[]{}#&*!|>'\"%@`";

    private ScalarWriter() {}

    /// Only escapes that JSON has too are used, since a JSON file is read as YAML.
    static String doubleQuoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (writable(text, i)) {
                        out.append(c);
                    } else {
                        out.append(String.format("\\u%04X", (int) c));
                    }
                }
            }
        }
        return out.toString();
    }

    static Optional<String> singleQuoted(String text) {
        return onOneLine(text).map(line -> line.replace("'", "''"));
    }

    /// `detached`: a blank must be put in front, since the empty scalar stands right behind its colon or dash.
    static Optional<String> plain(String text, boolean detached) {
        return onOneLine(text).map(line -> detached ? " " + line : line);
    }

    /// Each line behind the first gets the block's indentation; `after` is what follows in the file, up to the end of the scalar.
    static Optional<String> block(String text, int indent, String lineBreak, String after) {
        StringBuilder out = new StringBuilder();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (onOneLine(lines[i]).isEmpty()) {
                return Optional.empty();
            }
            boolean last = i == lines.length - 1;
            boolean bare = lines[i].isEmpty() && (!last || after.isEmpty() || ScalarDecoder.isBreak(after.charAt(0)));
            out.append(i == 0 ? "" : lineBreak).append(i == 0 || bare ? "" : " ".repeat(indent)).append(lines[i]);
        }
        return Optional.of(out.toString());
    }

    private static Optional<String> onOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\t' && !writable(text, i)) {
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    /// True for characters that stand for themselves in every style and every YAML version; NEL, LS and PS are line breaks to YAML 1.1.
    private static boolean writable(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= ' ' && c <= '~' || c >= 0xA0 && c <= 0xFFFD && c != 0x2028 && c != 0x2029 && c != 0xFEFF;
    }

    /// True if `written`, possibly over several lines, can stand as a plain scalar.
    static boolean isPlain(String written, boolean flow) {
        if (written.isEmpty() || written.startsWith("---") || written.startsWith("...") || NEVER_FIRST.indexOf(written.charAt(0)) >= 0) {
            return false;
        }
        if (written.isBlank() || !written.strip().equals(written)) {
            return false;
        }
        char first = written.charAt(0);
        if (flow && first == ':' || "-?:".indexOf(first) >= 0 && endsWord(written, 1, flow)) {
            return false;
        }
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            boolean ends = c == ':' && endsWord(written, i + 1, flow)
                    || c == '#' && i > 0 && endsWord(written, i - 1, false)
                    || flow && ",[]{}".indexOf(c) >= 0;
            if (ends) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWord(String text, int at, boolean flow) {
        if (at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        return ScalarDecoder.isBlank(c) || ScalarDecoder.isBreak(c) || flow && ",[]{}".indexOf(c) >= 0;
    }

    /// A plain scalar may become text, but not null, a boolean, a number or a date that it was not before: a reader would see another type.
    static boolean keepsType(String before, String after) {
        return keepsType(before, after, GoYaml.Dialect.V2) && keepsType(before, after, GoYaml.Dialect.V3);
    }

    private static boolean keepsType(String before, String after, GoYaml.Dialect dialect) {
        Kind old = GoYaml.kind(before, dialect);
        Kind now = GoYaml.kind(after, dialect);
        return now == Kind.STRING || now == old || old == Kind.NULL && now != Kind.MERGE || old.isNumber() && now.isNumber();
    }
}
