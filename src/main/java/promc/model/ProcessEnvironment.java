package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// The environment of a service's process, as far as the files of an estate tell (compose-spec, `environment` and `env_file`): a variable has a known text, some text, or none. `complete` is true
/// if a variable that is not here is not set.
public record ProcessEnvironment(Map<String, Optional<String>> variables, boolean complete) {
    /// What Docker sets in each container.
    private static final Set<String> ALWAYS = Set.of("PATH", "HOME", "HOSTNAME", "TERM");

    public ProcessEnvironment {
        variables = Map.copyOf(variables);
    }

    /// Of a process that a compose file starts; of others nothing is known.
    public static ProcessEnvironment of(Estate estate, ServerProcess process) {
        return process.compose().map(compose -> of(estate, compose.service())).orElseGet(() -> new ProcessEnvironment(Map.of(), false));
    }

    /// Of a service of a compose file.
    public static ProcessEnvironment of(Estate estate, ComposeService service) {
        Map<String, Optional<String>> variables = new HashMap<>();
        ALWAYS.forEach(name -> variables.put(name, Optional.empty()));
        boolean complete = service.image().filter(image -> image.isOfficialPrometheus() || image.isOfficialGrafana()).isPresent() && service.told() && service.node().get("build").isEmpty();
        for (YamlScalar path : files(service.node())) {
            complete &= read(estate, EstatePaths.resolve(path.text().file().folder(), path.value()), variables);
        }
        Optional<YamlNode> given = service.node().get("environment");
        if (given.isPresent() && given.get() instanceof YamlMapping mapping) {
            for (Entry entry : mapping.effective()) {
                entry.name().ifPresent(name -> variables.put(name, entry.value().resolve() instanceof YamlScalar scalar && !scalar.isNull() ? known(scalar.value()) : Optional.empty()));
            }
        }
        for (YamlScalar item : Fields.scalars(service.node(), "environment")) {
            int equals = item.value().indexOf('=');
            variables.put(equals < 0 ? item.value() : item.value().substring(0, equals), equals < 0 ? Optional.empty() : known(item.value().substring(equals + 1)));
        }
        boolean named = variables.keySet().stream().noneMatch(name -> name.contains("$"));
        return new ProcessEnvironment(variables, complete && named);
    }

    /// The paths of `env_file`, a text, or a list of texts or of mappings.
    private static List<YamlScalar> files(YamlMapping service) {
        List<YamlScalar> paths = new ArrayList<>();
        service.get("env_file").filter(YamlScalar.class::isInstance).ifPresent(path -> paths.add((YamlScalar) path));
        for (YamlNode item : Fields.items(service, "env_file")) {
            switch (item) {
                case YamlScalar path -> paths.add(path);
                case YamlMapping mapping -> mapping.get("path").filter(YamlScalar.class::isInstance).ifPresent(path -> paths.add((YamlScalar) path));
                default -> { }
            }
        }
        return paths;
    }

    /// Lines `NAME=value`; false if the file is not in sight.
    private static boolean read(Estate estate, String path, Map<String, Optional<String>> variables) {
        Optional<EstateFile> found = estate.files().stream().filter(file -> file.source().path().equals(path)).findFirst();
        found.ifPresent(file -> file.source().text().lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(line -> {
            String setting = line.startsWith("export ") ? line.substring("export ".length()).strip() : line;
            int equals = setting.indexOf('=');
            if (equals > 0) {
                String value = setting.substring(equals + 1).strip();
                // Quotes and comments behind a value are for Compose to read; that there is a value is enough.
                boolean plain = value.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_./:@".indexOf(c) >= 0);
                variables.put(setting.substring(0, equals).strip(), plain ? Optional.of(value) : Optional.empty());
            } else if (!setting.isEmpty()) {
                variables.put(setting, Optional.empty());
            }
        }));
        return found.isPresent();
    }

    /// Compose fills in variables of its own.
    private static Optional<String> known(String text) {
        String literal = text.replace("$$", "");
        return literal.indexOf('$') >= 0 ? Optional.empty() : Optional.of(text.replace("$$", "$"));
    }

    /// True if it is proved that the variable is not set, or is empty, which Prometheus takes for the same.
    public boolean lacks(String name) {
        Optional<String> value = variables.get(name);
        return value == null ? complete : value.filter(String::isEmpty).isPresent();
    }

    /// A variable that a text asks for, as Go's `os.Expand` reads it.
    public record Reference(String name, Span span) {}

    /// The variables in a text, by `$NAME` and `${NAME}`; `$$` is a dollar sign.
    public static List<Reference> references(String text) {
        List<Reference> found = new ArrayList<>();
        int at = text.indexOf('$');
        while (at >= 0 && at + 1 < text.length()) {
            int end = end(text, at + 1);
            String name = text.substring(at + 1, end);
            if (name.startsWith("{")) {
                name = name.substring(1, name.length() - 1);
            }
            if (!name.isEmpty() && !name.equals("$")) {
                found.add(new Reference(name, new Span(at, end)));
            }
            at = text.indexOf('$', Math.max(end, at + 1));
        }
        return found;
    }

    /// Where the name ends that begins at `from`: one of the shell's signs, letters and digits, or what stands in braces.
    private static int end(String text, int from) {
        char first = text.charAt(from);
        if (first == '{') {
            int close = text.indexOf('}', from);
            return close < 0 ? from : close + 1;
        }
        if ("*#$@!?-0123456789".indexOf(first) >= 0) {
            return from + 1;
        }
        int end = from;
        while (end < text.length() && (text.charAt(end) == '_' || text.charAt(end) < 128 && Character.isLetterOrDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }
}
