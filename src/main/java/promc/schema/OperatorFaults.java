package promc.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.schema.OperatorFault.Kind;
import promc.schema.OperatorFields.FieldType;
import promc.source.Correction;
import promc.source.Nearest;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Compares the `spec` of an object of prometheus-operator with [OperatorFields], as the API server does: null stands for a field that is not written, and what a template or another program fills in is not
/// known.
public final class OperatorFaults {
    private static final String OBJECT = "object:";
    private static final String MAP = "map:";
    private static final String LIST = "[]";
    /// Sections nest less deeply; what does is a loop of aliases, or somebody's joke.
    private static final int MAX_DEPTH = 40;
    /// What to write instead of a deprecated field.
    private static final Map<String, String> INSTEAD = Map.ofEntries(Map.entry("baseImage", "write `image`"), Map.entry("tag", "write `image`"), Map.entry("sha", "write `image`"),
            Map.entry("bearerToken", "write `authorization`"), Map.entry("bearerTokenFile", "write `authorization`"), Map.entry("bearerTokenSecret", "write `authorization`"),
            Map.entry("allowOverlappingBlocks", "Prometheus 2.39 and later always allow them"), Map.entry("prometheusRulesExcludedFromEnforce", "write `excludedFromEnforcement`"),
            Map.entry("listenLocal", "write `grpcListenLocal` and `httpListenLocal`"), Map.entry("targetPort", "write `port` or `portNumber`"), Map.entry("regex", "write `matchType: =~`"));

    private final String kind;
    private final Optional<String> program;
    private final List<OperatorFault> faults = new ArrayList<>();
    /// A deprecated field is told once, however many items of a list have it.
    private final Set<String> told = new HashSet<>();

    private OperatorFaults(String kind, Optional<String> program) {
        this.kind = kind;
        this.program = program;
    }

    /// All that is wrong with the `spec` of an object of this kind. `program` tells what it runs, if it does and says its version: `Prometheus 2.45.0`.
    public static List<OperatorFault> of(String kind, YamlMapping spec, Span subject, Optional<String> program) {
        OperatorFaults reader = new OperatorFaults(kind, program);
        reader.section(kind, "spec", spec, subject, 0);
        return List.copyOf(reader.faults);
    }

    private void section(String section, String path, YamlMapping mapping, Span key, int depth) {
        Map<String, FieldType> fields = OperatorFields.of(section);
        if (depth > MAX_DEPTH) {
            return;
        }
        boolean filledIn = false;
        boolean misspelt = false;
        for (Entry entry : mapping.effective()) {
            Optional<String> name = entry.name();
            if (name.isEmpty() || Scalars.isFilledIn(name.get())) {
                filledIn = true;
            } else if (fields.containsKey(name.get())) {
                field(fields.get(name.get()), path, entry, depth);
            } else {
                misspelt = true;
                unknown(fields, path, mapping, entry, name.get());
            }
        }
        if (!filledIn && !misspelt) {
            missing(fields, path, mapping, key);
        }
    }

    /// A field that the section has already is not what was meant.
    private void unknown(Map<String, FieldType> fields, String path, YamlMapping mapping, Entry entry, String name) {
        Optional<String> nearest = Nearest.to(name, fields.keySet().stream().filter(known -> mapping.entry(known).isEmpty()).sorted().toList());
        Optional<String> elsewhere = nearest.isPresent() ? Optional.empty() : new OperatorPlaces(kind).of(name, path);
        boolean plain = entry.key() instanceof YamlScalar scalar && scalar.style() == Style.PLAIN;
        String hint = nearest.map(known -> "; did you mean `" + known + "`?").or(() -> elsewhere.map(place -> "; it belongs in `" + place + "`")).orElse("");
        faults.add(new OperatorFault(Kind.UNKNOWN_FIELD, entry.key().span(), "`" + name + "` is no field of `" + path + "` of a " + kind + " (prometheus-operator " + OperatorFields.VERSION
                + "), so it is refused or has no effect" + hint, nearest.filter(known -> plain).map(known -> new Correction(entry.key().span(), known, "Write `" + known + "`", true)),
                nearest.isPresent() || elsewhere.isPresent()));
    }

    private void missing(Map<String, FieldType> fields, String path, YamlMapping mapping, Span key) {
        for (FieldType field : fields.values()) {
            if (field.required() && mapping.get(field.name()).filter(value -> !Settings.isNull(value)).isEmpty()) {
                faults.add(new OperatorFault(Kind.MISSING, key, "`" + path + "` of a " + kind + " needs `" + field.name() + "`: without it the API server refuses the object", Optional.empty(), true));
            }
        }
    }

    private void field(FieldType field, String path, Entry entry, int depth) {
        YamlNode value = entry.value().resolve();
        if (value instanceof YamlScalar scalar && (scalar.isNull() || isFilledIn(scalar.value()))) {
            return;
        }
        if (field.deprecated() && told.add(field.name())) {
            String instead = INSTEAD.getOrDefault(field.name(), "");
            faults.add(new OperatorFault(Kind.DEPRECATED, entry.key().span(), "`" + field.name() + "` is deprecated" + (instead.isEmpty() ? "" : ": " + instead), Optional.empty(), true));
        }
        if (isNewer(field)) {
            faults.add(new OperatorFault(Kind.UNSUPPORTED, entry.key().span(), "`" + field.name() + "` needs " + field.since().orElseThrow() + ", and this is " + program.orElseThrow()
                    + ": the operator leaves it out", Optional.empty(), true));
        }
        value(field, field.type(), path + "." + field.name(), value, entry.key().span(), depth);
    }

    /// Also for a name in capitals such as `STORAGE_RETENTION`, which a script puts a value in the place of.
    private static boolean isFilledIn(String value) {
        return Scalars.isFilledIn(value) || value.indexOf('_') > 0 && value.chars().allMatch(c -> c == '_' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
    }

    private boolean isNewer(FieldType field) {
        if (field.since().isEmpty() || program.isEmpty()) {
            return false;
        }
        String[] needs = field.since().get().split(" ");
        String[] has = program.get().split(" ");
        return needs[0].equals(has[0]) && compare(needs[1], has[1]) > 0;
    }

    /// Of versions such as `2.45.0`.
    private static int compare(String a, String b) {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private void value(FieldType field, String type, String path, YamlNode node, Span key, int depth) {
        if (node instanceof YamlScalar scalar && isFilledIn(scalar.value()) || type.equals("any")) {
            return;
        }
        if (type.startsWith(LIST)) {
            list(field, type.substring(LIST.length()), path, node, key, depth);
        } else if (type.startsWith(MAP)) {
            if (mapping(path, node) instanceof YamlMapping mapping) {
                mapping.effective().forEach(entry -> {
                    if (!(entry.value().resolve() instanceof YamlScalar scalar && scalar.isNull())) {
                        value(field, type.substring(MAP.length()), path + "." + entry.name().orElse(""), entry.value().resolve(), entry.key().span(), depth + 1);
                    }
                });
            }
        } else if (type.startsWith(OBJECT)) {
            if (mapping(path, node) instanceof YamlMapping mapping) {
                section(type.substring(OBJECT.length()), path, mapping, key, depth + 1);
            }
        } else if (type.equals("open")) {
            mapping(path, node);
        } else if (node instanceof YamlScalar scalar) {
            OperatorScalars.judge(field, type, path, scalar).ifPresent(faults::add);
        } else {
            wrong(node.span(), "`" + path + "` must be " + OperatorScalars.words(type) + (node instanceof YamlSequence ? ", not a list" : ", not a mapping"));
        }
    }

    private void list(FieldType field, String inner, String path, YamlNode node, Span key, int depth) {
        if (!(node instanceof YamlSequence list)) {
            wrong(node.span(), "`" + path + "` must be a list");
            return;
        }
        if (list.items().size() < field.minItems()) {
            faults.add(new OperatorFault(Kind.MISSING, key, "`" + path + "` needs at least one entry: without it the API server refuses the object", Optional.empty(), true));
        }
        for (YamlNode item : list.items()) {
            value(field, inner, path + LIST, item.resolve(), item.span(), depth);
        }
    }

    /// The node itself; empty braces where it is no mapping, which has then been told.
    private YamlNode mapping(String path, YamlNode node) {
        if (!(node instanceof YamlMapping)) {
            wrong(node.span(), "`" + path + "` must be a mapping");
        }
        return node;
    }

    private void wrong(Span span, String message) {
        faults.add(new OperatorFault(Kind.WRONG_TYPE, span, message + ": the API server refuses the object", Optional.empty(), true));
    }

    /// Where else the fields of a kind are, by name.
    private record OperatorPlaces(String kind) {
        /// The only other section of the kind that has a field of this name, if its path begins as `path` does or `path` as its.
        Optional<String> of(String name, String path) {
            Map<String, String> found = new LinkedHashMap<>();
            search(kind, "spec", name, found, 0);
            List<String> near = found.keySet().stream().filter(place -> place.startsWith(path + ".") || path.startsWith(place)).toList();
            return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
        }

        private void search(String section, String path, String name, Map<String, String> found, int depth) {
            for (FieldType field : OperatorFields.of(section).values()) {
                if (field.name().equals(name)) {
                    found.put(path, section);
                }
                boolean list = field.type().startsWith(LIST);
                String type = list ? field.type().substring(LIST.length()) : field.type();
                if (depth < 2 && type.startsWith(OBJECT)) {
                    search(type.substring(OBJECT.length()), path + "." + field.name() + (list ? LIST : ""), name, found, depth + 1);
                }
            }
        }
    }
}
