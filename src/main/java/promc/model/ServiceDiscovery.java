package promc.model;

import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;

/// One entry of a list such as `kubernetes_sd_configs`. `kind` is what stands before `_sd_configs`; `key` is the key of that list.
public record ServiceDiscovery(String kind, YamlNode key, YamlMapping node) {
    /// What the keys of such lists end in.
    public static final String SUFFIX = "_sd_configs";

    /// What the labels begin with that discoveries give targets for their relabelling.
    public static final String META = "__meta_";

    /// Which objects are looked for, for the discoveries that ask for a role.
    public Field<String> role() {
        return Fields.string(node, "role");
    }
}
