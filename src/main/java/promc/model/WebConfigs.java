package promc.model;

import java.util.Set;
import promc.source.Nearest;
import promc.yaml.YamlNode.YamlMapping;

/// Says which files configure web servers: by their content, as nothing else has these keys at its root.
final class WebConfigs {
    private static final Set<String> KEYS = Set.of("tls_server_config", "http_server_config", "basic_auth_users", "rate_limit");
    /// Other programs have keys of this name.
    private static final String COMMON = "rate_limit";

    private WebConfigs() {}

    /// A cheap look before YAML is parsed.
    static boolean mayBe(String text) {
        return text.contains("tls_server_config") || text.contains("basic_auth_users") || text.contains("http_server_config");
    }

    /// True if the root has one of the keys, and nothing that is not one of them or a slip in writing one.
    static boolean recognise(YamlMapping root) {
        return root.entries().stream().anyMatch(entry -> entry.name().filter(name -> KEYS.contains(name) && !name.equals(COMMON)).isPresent())
                && root.entries().stream().allMatch(entry -> entry.name().filter(name -> KEYS.contains(name) || Nearest.to(name, KEYS).isPresent()).isPresent());
    }
}
