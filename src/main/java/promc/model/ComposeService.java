package promc.model;

import java.util.List;
import java.util.Optional;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;

/// One service of a compose file; `flags` if it runs a program promc knows. `nameSpan` is the service's key.
public record ComposeService(String name, Span nameSpan, YamlMapping node, Optional<Image> image, List<Mount> mounts, Optional<ServerFlags> flags) {
    /// What is mounted where. `source` is a host path, the name of a volume, or empty for an anonymous volume or tmpfs.
    public record Mount(Kind kind, String source, String target, boolean readOnly, Span span) {
        /// Where the data is: a folder of the host, a named volume, a volume without a name, memory.
        public enum Kind { BIND, VOLUME, ANONYMOUS, TMPFS }
    }

    public ComposeService {
        mounts = List.copyOf(mounts);
    }
}
