package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.source.SourceFile;

/// Which objects the servers of prometheus-operator select, by their selectors of labels and of namespaces (`pkg/operator/operator.go`, `pkg/prometheus/resource_selector.go`): a selector of objects that is not written selects
/// none, a selector of namespaces that is not written the server's own. An object that names no namespace may be in any.
public final class OperatorSelection {
    /// How many folders above that of a server an object may lie that it is said to select.
    private static final int MAX_ABOVE = 2;
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private final Estate estate;
    private final Map<String, Map<String, String>> namespaces = new HashMap<>();

    OperatorSelection(Estate estate) {
        this.estate = estate;
        estate.files().stream().flatMap(file -> file.views(KubernetesNamespace.class)).forEach(namespace -> namespaces.putIfAbsent(namespace.meta().name(), namespace.meta().labels()));
    }

    /// What one server says of one object. `selector` is that of its labels, empty if the server has none and so selects nothing of the kind. `labels` and `namespace` are false where these are known not to fit.
    public record Choice(OperatorObject server, Optional<LabelSelector> selector, boolean labels, boolean namespace) {
        public boolean selects() {
            return selector.isPresent() && labels && namespace;
        }
    }

    /// The kinds of servers that select objects of a kind, and the field with the selector.
    private record Selecting(List<String> servers, String field, String namespaceField) {}

    private static Optional<Selecting> selecting(String kind) {
        List<String> scraping = List.of("Prometheus", "PrometheusAgent");
        return Optional.ofNullable(switch (kind) {
            case "PrometheusRule" -> new Selecting(List.of("Prometheus", "ThanosRuler"), "ruleSelector", "ruleNamespaceSelector");
            case "ServiceMonitor" -> new Selecting(scraping, "serviceMonitorSelector", "serviceMonitorNamespaceSelector");
            case "PodMonitor" -> new Selecting(scraping, "podMonitorSelector", "podMonitorNamespaceSelector");
            case "Probe" -> new Selecting(scraping, "probeSelector", "probeNamespaceSelector");
            case "ScrapeConfig" -> new Selecting(scraping, "scrapeConfigSelector", "scrapeConfigNamespaceSelector");
            default -> null;
        });
    }

    /// The field of a server that selects objects of this kind; empty for kinds that nothing selects.
    public static Optional<String> field(String kind) {
        return selecting(kind).map(Selecting::field);
    }

    /// What every server in sight that can select objects of its kind says of an object, wherever it lies.
    public List<Choice> choices(OperatorObject object) {
        List<Choice> choices = new ArrayList<>();
        selecting(object.kind()).ifPresent(how -> how.servers().forEach(kind -> estate.operatorObjects(kind).forEach(server -> choices.add(choice(server, object, how)))));
        return choices;
    }

    private Choice choice(OperatorObject server, OperatorObject object, Selecting how) {
        Optional<LabelSelector> selector = LabelSelector.of(server.spec(), how.field());
        boolean labels = selector.filter(own -> own.mayMatch(object.meta().labels())).isPresent();
        return new Choice(server, selector, labels, isInNamespace(server, object, how.namespaceField()));
    }

    private boolean isInNamespace(OperatorObject server, OperatorObject object, String field) {
        Optional<LabelSelector> selector = LabelSelector.of(server.spec(), field);
        if (selector.isEmpty()) {
            return server.meta().mayShare(object.meta());
        }
        if (object.meta().namespace().isEmpty()) {
            return true;
        }
        String name = object.meta().namespace().get();
        Optional<Map<String, String>> told = Optional.ofNullable(namespaces.get(name));
        Map<String, String> labels = new HashMap<>(told.orElse(Map.of()));
        labels.put(NAME_LABEL, name);
        boolean decided = told.isPresent() || selector.get().conditions().stream().allMatch(condition -> condition.label().equals(NAME_LABEL));
        return !decided || selector.get().mayMatch(labels);
    }

    /// The PrometheusRules that a server is taken to load: those that it selects and that lie near it. A selector without conditions says little, so that what it selects must lie nearer; of copies of a server under one name the nearest counts.
    List<OperatorObject> rules(OperatorObject server) {
        Selecting how = selecting("PrometheusRule").orElseThrow();
        Optional<LabelSelector> selector = LabelSelector.of(server.spec(), how.field());
        if (selector.isEmpty()) {
            return List.of();
        }
        int far = selector.get().conditions().isEmpty() ? MAX_ABOVE - 1 : MAX_ABOVE;
        List<OperatorObject> twins = estate.operatorObjects(server.kind()).stream().filter(other -> other != server && other.meta().name().equals(server.meta().name())
                && other.meta().namespace().equals(server.meta().namespace())).toList();
        return estate.operatorObjects("PrometheusRule").stream().filter(rule -> {
            int above = above(server.text().file(), rule.text().file());
            return above <= far && choice(server, rule, how).selects() && twins.stream().allMatch(twin -> above(twin.text().file(), rule.text().file()) >= above);
        }).toList();
    }

    /// True if an object lies so near a server that both are likely of one cluster.
    public static boolean areNear(OperatorObject server, OperatorObject object) {
        return areNear(server.text().file(), object.text().file());
    }

    /// The same of their files.
    public static boolean areNear(SourceFile one, SourceFile other) {
        return above(one, other) <= MAX_ABOVE;
    }

    /// How many folders above that of `server` the folder is that holds both.
    private static int above(SourceFile server, SourceFile other) {
        String folder = server.folder();
        int above = 0;
        while (!folder.isEmpty() && !other.path().startsWith(folder)) {
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
            above++;
        }
        return above;
    }
}
