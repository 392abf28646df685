package promc.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.schema.LoadError.Kind;
import promc.source.Correction;
import promc.source.Nearest;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Reads a mapping into a struct as Prometheus does, strictly (yaml.v2 `UnmarshalStrict`), and tells all that is refused, not only the first. Keys that are written twice in one
/// mapping are refused too, and are not told here: they are faults of the YAML.
public final class LoadErrors {
    private static final String OBJECT = "object:";
    private static final String LIST = "[]";
    private static final String MAP = "map<";

    /// An error is told once, however many aliases lead to it.
    private final Set<LoadError> errors = new LinkedHashSet<>();

    private LoadErrors() {}

    /// What Prometheus refuses in `root` when it reads it as `struct` of [ConfigKeys], in the order of the file; nothing if it accepts it.
    public static List<LoadError> of(YamlMapping root, String struct) {
        LoadErrors reader = new LoadErrors();
        reader.read(new Section(struct, root, root.span(), Optional.empty(), reader.errors));
        return reader.sorted();
    }

    /// What it refuses in scrape jobs whose configuration is not known: only what it refuses wherever they stand.
    public static List<LoadError> ofJobs(List<YamlMapping> jobs) {
        LoadErrors reader = new LoadErrors();
        jobs.forEach(job -> reader.read(new Section("config.ScrapeConfig", job, job.span(), Optional.empty(), reader.errors)));
        reader.errors.addAll(JobNames.repeated(jobs));
        return reader.sorted();
    }

    private List<LoadError> sorted() {
        List<LoadError> sorted = new ArrayList<>(errors);
        sorted.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
        return List.copyOf(sorted);
    }

    private void read(Section section) {
        entries(section, section.node(), Collections.newSetFromMap(new IdentityHashMap<>()));
        SectionRules.check(section);
    }

    /// Merged mappings are decoded into the same struct: what they have must fit as well, though it may be overridden.
    private void entries(Section section, YamlMapping mapping, Set<YamlMapping> merged) {
        Map<String, String> keys = ConfigKeys.of(section.struct());
        for (Entry entry : mapping.entries()) {
            Optional<String> name = entry.name();
            if (entry.isMerge()) {
                for (YamlMapping source : sources(section, entry)) {
                    if (merged.add(source)) {
                        entries(section, source, merged);
                    }
                }
            } else if (name.isEmpty()) {
                section.misread(Kind.WRONG_TYPE, entry.key().span(), "a key must be a string");
            } else if (keys.containsKey(name.get())) {
                value(section, name.get(), keys.get(name.get()), entry.key().span(), entry.value().resolve(), false);
            } else {
                section.misread(unknown(section, mapping, entry, name.get(), keys.keySet()));
            }
        }
    }

    private static List<YamlMapping> sources(Section section, Entry merge) {
        List<YamlMapping> sources = new ArrayList<>();
        YamlNode value = merge.value().resolve();
        for (YamlNode node : value instanceof YamlSequence list && merge.value() == value ? list.items() : List.of(value)) {
            if (node.resolve() instanceof YamlMapping source) {
                sources.add(source);
            } else {
                section.misread(Kind.WRONG_TYPE, merge.value().span(), "`<<` must name a mapping, or be a list of them");
            }
        }
        return sources;
    }

    /// A key that the mapping has already is not what was meant.
    private static LoadError unknown(Section section, YamlMapping mapping, Entry entry, String key, Set<String> known) {
        String where = Words.section(section.struct());
        Optional<RemovedKeys.Removed> gone = RemovedKeys.of(section.struct(), key);
        if (gone.isPresent()) {
            return new LoadError(Kind.UNKNOWN_KEY, entry.key().span(), "`" + key + "` is no key of " + where + " since Prometheus " + gone.get().until() + "; " + gone.get().instead())
                    .since(gone.get().until());
        }
        Optional<String> nearest = Nearest.to(key, known.stream().filter(name -> mapping.entry(name).isEmpty()).sorted().toList());
        boolean plain = entry.key() instanceof YamlScalar scalar && scalar.style() == Style.PLAIN;
        return new LoadError(Kind.UNKNOWN_KEY, entry.key().span(), "`" + key + "` is no key of " + where + nearest.map(name -> "; did you mean `" + name + "`?").orElse(""),
                nearest.filter(name -> plain).map(name -> new Correction(entry.key().span(), name, "Write `" + name + "`", true)));
    }

    /// `item`: the value is an item of the list under `name`. Null leaves every type empty; rules say where it must not.
    private void value(Section section, String name, String type, Span key, YamlNode node, boolean item) {
        if (node instanceof YamlScalar scalar && scalar.isNull() || type.equals("interface")) {
            return;
        }
        if (type.startsWith(MAP)) {
            if (node instanceof YamlMapping mapping) {
                map(section, name, type, mapping);
            } else {
                section.misread(Kind.WRONG_TYPE, node.span(), must(name, item) + "a mapping");
            }
        } else if (type.endsWith(LIST)) {
            String inner = type.substring(0, type.length() - LIST.length());
            if (node instanceof YamlSequence list) {
                list.items().forEach(one -> value(section, name, inner, one.span(), one.resolve(), true));
            } else {
                section.misread(noList(name, inner, node, item));
            }
        } else if (type.startsWith(OBJECT)) {
            if (node instanceof YamlMapping mapping) {
                read(new Section(type.substring(OBJECT.length()), mapping, key, Optional.of(section), errors));
            } else {
                section.misread(Kind.WRONG_TYPE, node.span(), must(name, item) + "a mapping");
            }
        } else if (!(node instanceof YamlScalar scalar)) {
            section.misread(Kind.WRONG_TYPE, node.span(), must(name, item) + Words.type(type) + (node instanceof YamlSequence ? ", not a list" : ", not a mapping"));
        } else {
            Scalars.judge(name, type, scalar).ifPresent(section::misread);
        }
    }

    private static String must(String name, boolean item) {
        return (item ? "an item of `" : "`") + name + "` must be ";
    }

    private static LoadError noList(String name, String inner, YamlNode node, boolean item) {
        boolean simple = node instanceof YamlScalar scalar && !inner.startsWith(OBJECT) && (scalar.style() == Style.PLAIN && scalar.value().chars().noneMatch(c -> ",[]{}#\n".indexOf(c) >= 0)
                || scalar.style() == Style.SINGLE_QUOTED && scalar.value().indexOf('\'') < 0 && scalar.value().indexOf('\n') < 0);
        if (!simple) {
            return new LoadError(Kind.WRONG_TYPE, node.span(), must(name, item) + "a list");
        }
        YamlScalar scalar = (YamlScalar) node;
        String written = scalar.style() == Style.PLAIN ? scalar.value() : "'" + scalar.value() + "'";
        return new LoadError(Kind.WRONG_TYPE, node.span(), must(name, item) + "a list", Optional.of(new Correction(node.span(), "[" + written + "]", "Write a list of one", true)));
    }

    /// In a map, unlike in a struct, what is merged in may not be written a second time.
    private void map(Section section, String name, String type, YamlMapping mapping) {
        int comma = type.indexOf(',');
        String keyType = type.substring(MAP.length(), comma);
        String valueType = type.substring(comma + 1, type.length() - 1);
        Map<String, Span> taken = new HashMap<>();
        mapping.entries().stream().filter(entry -> !entry.isMerge()).forEach(entry -> entry.name().ifPresent(own -> taken.put(own, entry.key().span())));
        pairs(section, name, keyType, valueType, mapping);
        Set<YamlMapping> merged = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Entry entry : mapping.entries()) {
            if (entry.isMerge()) {
                sources(section, entry).forEach(source -> merge(section, name, keyType, valueType, source, taken, merged));
            }
        }
    }

    private void merge(Section section, String name, String keyType, String valueType, YamlMapping source, Map<String, Span> taken, Set<YamlMapping> merged) {
        if (!merged.add(source)) {
            return;
        }
        pairs(section, name, keyType, valueType, source);
        for (Entry entry : source.entries()) {
            if (entry.isMerge()) {
                sources(section, entry).forEach(further -> merge(section, name, keyType, valueType, further, taken, merged));
            } else if (entry.name().isPresent()) {
                Span first = taken.putIfAbsent(entry.name().get(), entry.key().span());
                if (first != null) {
                    section.misread(Kind.DUPLICATE, first, "`" + entry.name().get() + "` is set twice in `" + name + "`, here and by `<<`; Prometheus lets nothing override what is merged");
                }
            }
        }
    }

    private void pairs(Section section, String name, String keyType, String valueType, YamlMapping mapping) {
        for (Entry entry : mapping.entries()) {
            if (entry.isMerge()) {
                continue;
            }
            if (!(entry.key().resolve() instanceof YamlScalar key)) {
                section.misread(Kind.WRONG_TYPE, entry.key().span(), "a key of `" + name + "` must be a string");
                continue;
            }
            if (!key.isNull()) {
                Scalars.judge(name, keyType, key).ifPresent(section::misread);
            }
            if (!valueType.equals("interface")) {
                value(section, key.value(), valueType, entry.key().span(), entry.value().resolve(), false);
            }
        }
    }
}
