package promc.model;

import java.util.List;
import promc.yaml.YamlNode.YamlMapping;

/// One entry of `remote_read`: whom the server asks besides its own storage. It asks only for selectors that have each of `requiredMatchers` as an equality
/// (Prometheus `storage/remote/read.go`).
public record RemoteRead(YamlMapping node, Field<String> url, Field<String> name, List<Pair> requiredMatchers) {
    public RemoteRead {
        requiredMatchers = List.copyOf(requiredMatchers);
    }

    static List<RemoteRead> read(YamlMapping root) {
        return Fields.mappings(root, "remote_read").stream().map(node ->
                new RemoteRead(node, Fields.string(node, "url"), Fields.string(node, "name"), Fields.pairs(node, "required_matchers"))).toList();
    }
}
