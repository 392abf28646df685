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

    /// True if it is asked for times that the server's own storage has, too. False where it is not written.
    public Field<Boolean> readRecent() {
        return Fields.bool(node, "read_recent");
    }

    /// True if the external labels of the server are added to what is asked for, and taken from what is answered. True where it is not written.
    public Field<Boolean> filterExternalLabels() {
        return Fields.bool(node, "filter_external_labels");
    }
}
