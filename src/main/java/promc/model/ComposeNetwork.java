package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// By which names the services of one compose file reach each other (compose-spec, `networks`, `network_mode`, `ports`): a service has its own name, `container_name`, `hostname` and its aliases in each
/// network that it joins, and others of that network see them.
public final class ComposeNetwork {
    /// What a service joins that names no network.
    private static final String DEFAULT = "default";

    private final Map<ComposeService, Joined> joined = new IdentityHashMap<>();
    /// By network, then by name.
    private final Map<String, Map<String, List<ComposeService>>> names = new HashMap<>();
    private final List<Published> published = new ArrayList<>();

    /// The networks a service is in; `mode` is its `network_mode`, which takes their place.
    private record Joined(Set<String> networks, Optional<String> mode) {}

    /// A port of a service that is to be had on the host.
    private record Published(String host, String container, ComposeService service) {}

    private ComposeNetwork(ComposeFile file) {
        file.services().forEach(this::add);
    }

    public static ComposeNetwork of(ComposeFile file) {
        return new ComposeNetwork(file);
    }

    private void add(ComposeService service) {
        Map<String, List<String>> networks = networks(service.node());
        Optional<String> mode = Fields.string(service.node(), "network_mode").value();
        joined.put(service, new Joined(mode.isPresent() ? Set.of() : networks.keySet(), mode));
        if (mode.isEmpty()) {
            Set<String> own = new LinkedHashSet<>(List.of(service.name()));
            Fields.string(service.node(), "container_name").value().ifPresent(own::add);
            Fields.string(service.node(), "hostname").value().ifPresent(own::add);
            networks.forEach((network, aliases) -> {
                Set<String> here = new LinkedHashSet<>(own);
                here.addAll(aliases);
                here.forEach(name -> names.computeIfAbsent(network, key -> new HashMap<>()).computeIfAbsent(name, key -> new ArrayList<>(1)).add(service));
            });
        }
        Fields.items(service.node(), "ports").forEach(port -> {
            if (port instanceof YamlScalar scalar) {
                shortForm(scalar.value(), service);
            } else if (port instanceof YamlMapping mapping) {
                Fields.string(mapping, "published").value().ifPresent(host -> Fields.string(mapping, "target").value()
                        .ifPresent(container -> published.add(new Published(host, container, service))));
            }
        });
    }

    /// `[IP:]HOST:CONTAINER[/PROTOCOL]`; ranges and variables are left out.
    private void shortForm(String text, ComposeService service) {
        int slash = text.indexOf('/');
        String[] parts = (slash < 0 ? text : text.substring(0, slash)).split(":");
        if (parts.length >= 2 && text.indexOf('$') < 0) {
            published.add(new Published(parts[parts.length - 2], parts[parts.length - 1], service));
        }
    }

    /// The networks that a service names, each with the aliases it has there.
    private static Map<String, List<String>> networks(YamlMapping service) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        Fields.scalars(service, "networks").forEach(name -> found.put(name.value(), List.of()));
        Fields.mapping(service, "networks").ifPresent(mapping -> {
            for (Entry entry : mapping.effective()) {
                List<String> aliases = entry.value().resolve() instanceof YamlMapping settings
                        ? Fields.scalars(settings, "aliases").stream().map(YamlScalar::value).toList() : List.of();
                entry.name().ifPresent(name -> found.put(name, aliases));
            }
        });
        return found.isEmpty() ? Map.of(DEFAULT, List.of()) : found;
    }

    /// True if the service uses the host's own network.
    public boolean isOnHost(ComposeService service) {
        return joined.get(service).mode.filter("host"::equals).isPresent();
    }

    /// The services that `host` means for a process in `from`, by a network that both are in.
    public List<ComposeService> named(String host, ComposeService from) {
        List<ComposeService> found = new ArrayList<>(1);
        for (String network : joined.get(from).networks) {
            names.getOrDefault(network, Map.of()).getOrDefault(host, List.of()).stream().filter(service -> found.stream().noneMatch(known -> known == service)).forEach(found::add);
        }
        return found;
    }

    /// The services that publish a port of the host, each with the port inside its container.
    public Map<ComposeService, String> publishing(String port) {
        Map<ComposeService, String> found = new IdentityHashMap<>();
        published.stream().filter(one -> one.host.equals(port)).forEach(one -> found.put(one.service, one.container));
        return found;
    }
}
