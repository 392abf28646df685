package promc.model;

import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlStream;

/// A unit of systemd that starts a service, or a drop-in for one (`systemd.service(5)`). It is no YAML: `yaml` holds comments alone. `unit` is the name of the unit, such as `prometheus.service`, which of a drop-in is
/// that of its folder; `settings` are the lines of all sections in order.
public record UnitFile(EmbeddedText text, YamlStream yaml, String unit, boolean dropIn, List<Setting> settings) implements View {
    /// `key=value`: `key` is its place in the file; in `value` the ends of continued lines are blanks.
    public record Setting(String name, Span key, EmbeddedText value) {}

    public UnitFile {
        settings = List.copyOf(settings);
    }

    /// All settings of a name, in order.
    public List<Setting> all(String name) {
        return settings.stream().filter(setting -> setting.name().equals(name)).toList();
    }

    /// The last setting of a name, which holds where only one can.
    public Optional<Setting> last(String name) {
        List<Setting> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }
}
