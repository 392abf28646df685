package promc.model;

import java.util.List;
import promc.yaml.YamlNode.YamlMapping;

/// One entry of `remote_write`: where the server sends its samples. `relabelRules` are its `write_relabel_configs`, which see each series with the external labels that it lacks
/// (Prometheus `storage/remote/queue_manager.go`, `StoreSeries`).
public record RemoteWrite(YamlMapping node, Field<String> url, Field<String> name, List<RelabelRule> relabelRules) {
    /// The key of its relabel rules.
    public static final String RELABEL_KEY = "write_relabel_configs";

    public RemoteWrite {
        relabelRules = List.copyOf(relabelRules);
    }

    static List<RemoteWrite> read(YamlMapping root) {
        return Fields.mappings(root, "remote_write").stream().map(node ->
                new RemoteWrite(node, Fields.string(node, "url"), Fields.string(node, "name"), RelabelRules.read(node, RELABEL_KEY))).toList();
    }
}
