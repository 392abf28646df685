package promc.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import promc.convert.Hcl.Attribute;
import promc.convert.Hcl.Block;
import promc.convert.Hcl.Body;
import promc.convert.Hcl.Value;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.Span;

/// Reads HCL (its native syntax, without expressions: no operators, function calls, references or conditionals). What is wrong ends the reading, and is told with its place.
final class HclParser {
    /// Deeper ones are no configuration; reading is recursive.
    private static final int MAX_DEPTH = 50;

    private final String text;
    private int at;
    private int depth;

    private HclParser(String text) {
        this.text = text;
    }

    static Hcl.File parse(SourceFile file) {
        HclParser parser = new HclParser(file.text());
        List<Attribute> attributes = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try {
            parser.body(attributes, blocks, false);
        } catch (Fault fault) {
            problems.add(fault.problem);
        }
        return new Hcl.File(new Body(attributes, blocks), problems);
    }

    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Fault(Span span, String message) {
            super(message, null, false, false);
            problem = new Problem(span, message);
        }
    }

    private Fault expected(String what) {
        return new Fault(new Span(Math.min(at, text.length()), Math.min(at + 1, text.length())), at >= text.length() ? "the file ends where " + what + " is expected" : "expected " + what);
    }

    private void body(List<Attribute> attributes, List<Block> blocks, boolean inBlock) throws Fault {
        if (++depth > MAX_DEPTH) {
            throw new Fault(Span.at(at), "blocks are nested too deeply");
        }
        for (skip(true); at < text.length() && text.charAt(at) != '}'; skip(true)) {
            int start = at;
            String name = text.charAt(at) == '"' ? quoted() : name();
            Span span = new Span(start, at);
            skip(false);
            if (text.startsWith("=", at) && !text.startsWith("==", at)) {
                at++;
                skip(false);
                attributes.add(new Attribute(name, value(), span));
            } else {
                blocks.add(block(name, span));
            }
            skip(false);
            if (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '}') {
                throw expected("a new line");
            }
        }
        if (!inBlock && at < text.length()) {
            throw new Fault(new Span(at, at + 1), "no block is open that this could close");
        }
        depth--;
    }

    private Block block(String type, Span span) throws Fault {
        List<String> labels = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '{') {
            labels.add(text.charAt(at) == '"' ? quoted() : name());
            skip(false);
        }
        if (at >= text.length()) {
            throw expected("`{` or `=`");
        }
        at++;
        List<Attribute> attributes = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        body(attributes, blocks, true);
        if (at >= text.length()) {
            throw new Fault(span, "this block is not closed by `}`");
        }
        at++;
        return new Block(type, labels, new Body(attributes, blocks), span);
    }

    private Value value() throws Fault {
        if (at >= text.length()) {
            throw expected("a value");
        }
        if (++depth > MAX_DEPTH) {
            throw new Fault(Span.at(at), "values are nested too deeply");
        }
        char c = text.charAt(at);
        Value value;
        if (c == '"') {
            value = new Hcl.Text(quoted());
        } else if (c == '[') {
            value = items();
        } else if (c == '{') {
            value = pairs();
        } else if (text.startsWith("<<", at)) {
            value = new Hcl.Text(heredoc());
        } else if (c == '-' || Character.isDigit(c)) {
            value = number();
        } else {
            int start = at;
            String word = name();
            value = switch (word) {
                case "true" -> new Hcl.Flag(true);
                case "false" -> new Hcl.Flag(false);
                default -> throw new Fault(new Span(start, at), "`" + word + "` is no value; a string stands in quotes");
            };
        }
        depth--;
        return value;
    }

    private Value items() throws Fault {
        List<Value> values = new ArrayList<>();
        at++;
        for (skip(true); !text.startsWith("]", at); skip(true)) {
            values.add(value());
            skip(true);
            if (text.startsWith(",", at)) {
                at++;
            } else if (!text.startsWith("]", at)) {
                throw expected("`,` or `]`");
            }
        }
        at++;
        return new Hcl.Items(values);
    }

    private Value pairs() throws Fault {
        Map<String, Value> values = new LinkedHashMap<>();
        at++;
        for (skip(true); !text.startsWith("}", at); skip(true)) {
            String key = text.startsWith("\"", at) ? quoted() : name();
            skip(false);
            if (!text.startsWith("=", at) && !text.startsWith(":", at)) {
                throw expected("`=`");
            }
            at++;
            skip(false);
            values.put(key, value());
            skip(false);
            if (text.startsWith(",", at)) {
                at++;
            } else if (!text.startsWith("\n", at) && !text.startsWith("}", at)) {
                throw expected("`,`, a new line or `}`");
            }
        }
        at++;
        return new Hcl.Pairs(values);
    }

    private Value number() throws Fault {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        try {
            return new Hcl.Number(Double.parseDouble(text.substring(start, at)));
        } catch (NumberFormatException none) {
            throw new Fault(new Span(start, at), "`" + text.substring(start, at) + "` is no number; a duration stands in quotes");
        }
    }

    private String name() throws Fault {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || text.charAt(at) == '-')) {
            at++;
        }
        if (at == start) {
            throw expected("a name");
        }
        return text.substring(start, at);
    }

    private String quoted() throws Fault {
        int start = at++;
        StringBuilder out = new StringBuilder();
        int interpolated = 0;
        while (true) {
            if (at >= text.length() || text.charAt(at) == '\n') {
                throw new Fault(new Span(start, at), "this string is not closed on its line");
            }
            char c = text.charAt(at++);
            if (c == '"' && interpolated == 0) {
                return out.toString();
            }
            if (c == '$' && text.startsWith("{", at) && !out.toString().endsWith("$")) {
                interpolated++;
            } else if (c == '}' && interpolated > 0) {
                interpolated--;
            }
            out.append(c == '\\' ? escape() : String.valueOf(c));
        }
    }

    /// The character that an escape stands for. pint's documentation shows patterns with `\.`, which HCL refuses; they are taken as they are meant.
    private String escape() throws Fault {
        if (at >= text.length()) {
            throw expected("a character behind `\\`");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"' -> "\"";
            case '\\' -> "\\";
            case 'u' -> unicode(4);
            case 'U' -> unicode(8);
            default -> "\\" + c;
        };
    }

    private String unicode(int digits) throws Fault {
        int end = at + digits;
        if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]+") || Long.parseLong(text.substring(at, end), 16) > Character.MAX_CODE_POINT) {
            throw expected(digits + " hexadecimal digits of a character");
        }
        String character = Character.toString(Integer.parseInt(text.substring(at, end), 16));
        at = end;
        return character;
    }

    /// `<<END` to a line that is `END`; with `<<-END` the least indentation of its lines is taken off.
    private String heredoc() throws Fault {
        int start = at;
        boolean indented = text.startsWith("<<-", at);
        at += indented ? 3 : 2;
        String end = name();
        List<String> lines = new ArrayList<>();
        int line = text.indexOf('\n', at) + 1;
        while (line > 0 && line < text.length()) {
            int next = text.indexOf('\n', line);
            String content = text.substring(line, next < 0 ? text.length() : next).replaceFirst("\r$", "");
            if (content.strip().equals(end)) {
                at = next < 0 ? text.length() : next;
                int indent = indented ? lines.stream().filter(written -> !written.isBlank()).mapToInt(written -> written.length() - written.stripLeading().length()).min().orElse(0) : 0;
                StringBuilder out = new StringBuilder();
                lines.forEach(written -> out.append(written.substring(Math.min(indent, written.length()))).append('\n'));
                return out.toString();
            }
            lines.add(content);
            line = next + 1;
        }
        throw new Fault(new Span(start, Math.min(text.length(), at)), "no line ends this text with `" + end + "`");
    }

    /// Goes to what is next: over blanks and comments, and over line ends if `lines`.
    private void skip(boolean lines) throws Fault {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r' || lines && c == '\n') {
                at++;
            } else if (c == '#' || text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new Fault(new Span(at, at + 2), "this comment is not closed by `*/`");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }
}
