package promc.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.source.Nearest;
import promc.yaml.YamlNode.YamlMapping;

/// The labels that one service discovery gives its targets, beginning with `__` or being `instance`, before they are relabelled: those of Prometheus 3.14, from its sources. Read when
/// first asked. Which of them a target has, depends on the target; their values may be empty.
public final class MetaLabels {
    /// One label, or, if it is `open`, all whose names begin so. It is set on each target, on some, or on none unless `setting`, such as `attach_metadata.node`, is on.
    public record Label(String name, boolean open, boolean always, Optional<String> setting) {
        /// True if it stands for `label`.
        public boolean covers(String label) {
            return open ? label.startsWith(name) && isSanitised(label.substring(name.length())) : label.equals(name);
        }

        /// A regular expression for the names that it stands for.
        public String pattern() {
            return name + (!open ? "" : isAsGiven() ? ".*" : "[a-zA-Z0-9_]*");
        }

        /// Tags of databases of DigitalOcean alone are not made valid names.
        private boolean isAsGiven() {
            return name.startsWith("__meta_digitalocean_db_tag_");
        }

        /// True if nothing is left in a part that users choose of what Prometheus puts underscores for (`strutil.SanitizeLabelName`).
        private boolean isSanitised(String rest) {
            return isAsGiven() || rest.chars().allMatch(c -> c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
        }
    }

    private static final String ANY = "*";
    private static final String NO_ROLE = "-";

    private static final class Holder {
        /// By kind of discovery, then by role.
        static final Map<String, Map<String, List<Label>>> TABLE = load();
    }

    private final List<Label> labels;
    private final YamlMapping node;

    private MetaLabels(List<Label> labels, YamlMapping node) {
        this.labels = labels;
        this.node = node;
    }

    /// Empty if nothing tells which labels it sets: it is none of Prometheus 3.14, or one that takes any label from a file or a server.
    public static Optional<MetaLabels> of(ServiceDiscovery discovery) {
        String role = discovery.role().value().orElse("");
        String kind = discovery.kind().equals("aws") ? role : discovery.kind();
        Map<String, List<Label>> roles = Holder.TABLE.get(kind);
        if (roles == null) {
            return Optional.empty();
        }
        List<Label> labels = new ArrayList<>();
        if (roles.containsKey(role)) {
            labels.addAll(roles.get(role));
        } else {
            roles.values().forEach(labels::addAll);
        }
        return labels.stream().anyMatch(label -> label.open() && label.name().isEmpty()) ? Optional.empty() : Optional.of(new MetaLabels(labels, discovery.node()));
    }

    /// All that there can be as the discovery is set.
    public List<Label> labels() {
        return labels.stream().filter(label -> label.setting().filter(setting -> !isOn(setting)).isEmpty()).toList();
    }

    /// True if a target can have it.
    public boolean has(String name) {
        return labels().stream().anyMatch(label -> label.covers(name));
    }

    /// The setting without which no target has the label.
    public Optional<String> missingSetting(String name) {
        return has(name) ? Optional.empty() : labels.stream().filter(label -> label.covers(name)).flatMap(label -> label.setting().stream()).findFirst();
    }

    /// A setting that is written in some way that is not `false` may be on.
    private boolean isOn(String setting) {
        int dot = setting.indexOf('.');
        String section = setting.substring(0, dot);
        return node.get(section).isPresent() && (Fields.mapping(node, section).isEmpty()
                || Fields.mapping(node, section).map(settings -> Fields.bool(settings, setting.substring(dot + 1))).filter(field -> field.isAbsent() || field.value().filter(on -> !on).isPresent()).isEmpty());
    }

    /// The name that is meant where a target cannot have the label `name`: one with other characters put for those that are replaced, or the only one that differs by a slip.
    public Optional<String> nearest(String name) {
        String sanitised = name.codePoints().map(c -> c < 128 && Character.isLetterOrDigit(c) ? c : '_').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        if (has(sanitised)) {
            return Optional.of(sanitised);
        }
        List<String> names = new ArrayList<>();
        for (Label label : labels()) {
            if (!label.open()) {
                names.add(label.name());
                continue;
            }
            // The part that the user chose stays.
            int parts = (int) label.name().chars().filter(c -> c == '_').count();
            int cut = -1;
            for (int i = 0; i < parts; i++) {
                cut = sanitised.indexOf('_', cut + 1);
                if (cut < 0) {
                    break;
                }
            }
            if (cut >= 0 && cut + 1 < sanitised.length()) {
                names.add(label.name() + sanitised.substring(cut + 1));
            }
        }
        return Nearest.only(sanitised, names).or(() -> withMoreWords(sanitised));
    }

    /// The only name that has all the words of `name`, in their order, and more of them.
    private Optional<String> withMoreWords(String name) {
        List<String> words = List.of(name.split("_"));
        List<String> found = labels().stream().filter(label -> !label.open() && hasInOrder(List.of(label.name().split("_")), words)).map(Label::name).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean hasInOrder(List<String> all, List<String> some) {
        int next = 0;
        for (String word : all) {
            if (next < some.size() && some.get(next).equals(word)) {
                next++;
            }
        }
        return next == some.size();
    }

    /// The discoveries that set a label, each with its role where it depends on it, such as "`kubernetes` (role `pod`)"; without those that take any label.
    public static List<String> setters(String name) {
        List<String> setters = new ArrayList<>();
        Holder.TABLE.forEach((kind, roles) -> {
            SortedSet<String> found = new TreeSet<>();
            roles.forEach((role, labels) -> {
                if (labels.stream().anyMatch(label -> !label.name().isEmpty() && label.covers(name))) {
                    found.add(role);
                }
            });
            if (!found.isEmpty()) {
                setters.add("`" + kind + "`" + (found.size() == roles.size() ? "" : " (role " + String.join(", ", found.stream().map(role -> "`" + role + "`").toList()) + ")"));
            }
        });
        return setters;
    }

    private static Map<String, Map<String, List<Label>>> load() {
        Map<String, Map<String, List<Label>>> table = new LinkedHashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(MetaLabels.class.getResourceAsStream("meta-labels.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cell = line.split("\t", -1);
                    boolean open = cell[2].endsWith(ANY);
                    table.computeIfAbsent(cell[0], kind -> new LinkedHashMap<>()).computeIfAbsent(cell[1].equals(NO_ROLE) ? "" : cell[1], role -> new ArrayList<>())
                            .add(new Label(open ? cell[2].substring(0, cell[2].length() - 1) : cell[2], open, cell[3].equals("always"),
                                    cell[3].indexOf('.') >= 0 ? Optional.of(cell[3]) : Optional.empty()));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return table;
    }
}
