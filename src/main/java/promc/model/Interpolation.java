package promc.model;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.model.ComposeVariable.Source;
import promc.source.EmbeddedText;
import promc.source.EmbeddedText.Encoder;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlAlias;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Fills variables into the values of compose files (compose-go, `template`): `$NAME`, `${NAME}` and in braces, behind the name, `:-` and `-` a default, `:+` and `+` what stands for a value that is there, `:?` and `?` a
/// message. A dollar sign before anything else stays, and `$$` is one.
///
/// The result is again text of Compose, in which a dollar sign that stays is doubled and a variable whose value no file tells is as it was written: to fill it in again changes nothing.
final class Interpolation {
    private static final Pattern BRACED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?])(.*))?", Pattern.DOTALL);
    /// Defaults of defaults beyond this are left alone.
    private static final int MAX_DEPTH = 20;
    /// A variable with its default, all in braces, that is longer is left alone: the closing brace is looked for behind each opening one.
    private static final int MAX_LENGTH = 4096;

    private final ComposeEnvironment environment;
    private final List<ComposeVariable> asked = new ArrayList<>();
    private final Map<YamlNode, YamlNode> done = new IdentityHashMap<>();

    Interpolation(ComposeEnvironment environment) {
        this.environment = environment;
    }

    /// The variables met so far, in the order of the texts.
    List<ComposeVariable> asked() {
        return asked;
    }

    /// The node with its values filled in; itself if there was nothing to fill in. Keys stay as they are.
    YamlNode node(YamlNode node) {
        YamlNode known = done.get(node);
        if (known == null) {
            known = switch (node) {
                case YamlScalar scalar -> scalar(scalar);
                case YamlMapping mapping -> mapping(mapping);
                case YamlSequence list -> {
                    List<YamlNode> items = list.items().stream().map(this::node).toList();
                    yield same(items, list.items()) ? list : new YamlSequence(list.span(), items, list.flow(), list.tag());
                }
                case YamlAlias alias -> {
                    YamlNode target = node(alias.target());
                    yield target == alias.target() ? alias : new YamlAlias(alias.span(), alias.name(), target);
                }
            };
            done.put(node, known);
        }
        return known;
    }

    YamlMapping mapping(YamlMapping mapping) {
        List<Entry> entries = new ArrayList<>();
        boolean changed = false;
        for (Entry entry : mapping.entries()) {
            YamlNode value = node(entry.value());
            changed |= value != entry.value();
            entries.add(value == entry.value() ? entry : new Entry(entry.key(), value));
        }
        return changed ? new YamlMapping(mapping.span(), entries, mapping.flow(), mapping.tag()) : mapping;
    }

    private static boolean same(List<YamlNode> a, List<YamlNode> b) {
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i) != b.get(i)) {
                return false;
            }
        }
        return true;
    }

    private YamlScalar scalar(YamlScalar scalar) {
        if (scalar.value().indexOf('$') < 0) {
            return scalar;
        }
        DecodedText filled = new DecodedText();
        List<Span> replaced = new ArrayList<>();
        fill(scalar.text(), filled, replaced);
        return filled.is(scalar.value()) ? scalar : new YamlScalar(scalar.span(), scalar.style(), filled.in(scalar.text(), 0, new Around(replaced)), scalar.tag());
    }

    private void fill(EmbeddedText outer, DecodedText filled, List<Span> replaced) {
        String text = outer.text();
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) != '$') {
                filled.append(text.charAt(i), i, i + 1);
                i++;
                continue;
            }
            int end = end(text, i);
            String written = text.substring(i, end);
            String value = value(written, outer, new Span(i, end), 0, true);
            if (value.equals(written)) {
                for (int at = i; at < end; at++) {
                    filled.append(text.charAt(at), at, at + 1);
                }
            } else {
                int start = filled.length();
                filled.append(value, i, end);
                replaced.add(new Span(start, filled.length()));
            }
            i = end;
        }
    }

    /// Where the thing ends that the dollar sign at `at` begins.
    private static int end(String text, int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '$') {
            return at + 2;
        }
        if (next == '{') {
            int depth = 0;
            for (int i = at + 1; i < Math.min(text.length(), at + MAX_LENGTH); i++) {
                depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
                if (depth == 0) {
                    return i + 1;
                }
            }
            return text.length() - at > MAX_LENGTH ? at + 1 : at + 2;
        }
        int end = at + 1;
        while (end < text.length() && isNamePart(text.charAt(end), end == at + 1)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c, boolean first) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && c >= '0' && c <= '9';
    }

    /// What becomes of one piece of text that begins with a dollar sign.
    private String value(String written, EmbeddedText outer, Span within, int depth, boolean tell) {
        if (written.equals("$$")) {
            return written;
        }
        if (written.equals("$")) {
            return "$$";
        }
        Matcher braced = BRACED.matcher(written.startsWith("${") ? written.substring(2, Math.max(2, written.length() - 1)) : written.substring(1));
        if (!braced.matches() || depth > MAX_DEPTH) {
            if (tell) {
                asked.add(new ComposeVariable(written, outer, within, Source.INVALID));
            }
            return written;
        }
        String name = braced.group(1);
        String operator = braced.group(2) == null ? "" : braced.group(2);
        String operand = braced.group(3) == null ? "" : braced.group(3);
        Optional<String> known = environment.variables().getOrDefault(name, Optional.empty());
        boolean hidden = environment.variables().containsKey(name) && known.isEmpty();
        boolean set = known.isPresent() && !(operator.startsWith(":") && known.get().isEmpty());
        Source source;
        String value;
        if (hidden || known.isEmpty() && ComposeEnvironment.isAlwaysSet(name)) {
            source = Source.UNTOLD;
            value = written;
        } else if (operator.endsWith("+")) {
            source = set ? Source.ENV_FILE : Source.DEFAULT;
            value = set ? nested(operand, outer, within, depth) : "";
        } else if (set) {
            source = Source.ENV_FILE;
            value = known.get();
        } else if (operator.endsWith("-")) {
            source = Source.DEFAULT;
            value = nested(operand, outer, within, depth);
        } else {
            source = operator.isEmpty() && environment.inSight() ? Source.UNSET : Source.UNTOLD;
            value = written;
        }
        if (tell) {
            asked.add(new ComposeVariable(name, outer, within, source));
        }
        return value;
    }

    private String nested(String text, EmbeddedText outer, Span within, int depth) {
        StringBuilder filled = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int end = text.charAt(i) == '$' ? end(text, i) : i + 1;
            String written = text.substring(i, end);
            filled.append(written.startsWith("$") ? value(written, outer, within, depth + 1, false) : written);
            i = end;
        }
        return filled.toString();
    }

    /// Text of Compose, such as [#node] leaves it, as the program gets it: without doubled dollar signs. Text that is written in its place has them doubled.
    static EmbeddedText unescaped(EmbeddedText filled) {
        String text = filled.text();
        if (text.indexOf('$') < 0) {
            return filled;
        }
        DecodedText plain = new DecodedText();
        for (int i = 0; i < text.length(); i++) {
            int end = text.startsWith("$$", i) ? i + 2 : i + 1;
            plain.append(text.charAt(i), i, end);
            i = end - 1;
        }
        return plain.in(filled, 0, (replacement, at) -> Optional.of(replacement.replace("$", "$$")));
    }

    /// Writes around what was filled in, of which no part can be changed.
    private record Around(List<Span> replaced) implements Encoder {
        @Override
        public Optional<String> encode(String replacement, int at) {
            return encode(replacement, Span.at(at));
        }

        @Override
        public Optional<String> encode(String replacement, Span span) {
            return replaced.stream().anyMatch(filled -> filled.start() < span.end() && span.start() < filled.end()) ? Optional.empty() : Optional.of(replacement);
        }
    }
}
