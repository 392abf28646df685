package promc.lint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.lint.Config.Setting;
import promc.source.Span;

/// What a configuration makes of one check: its severity (empty if it is off), the place of the setting that decided, and the options that are set. Places are spans of the configuration.
public record InForce(CheckInfo check, Optional<Severity> severity, Span place, List<OptionValue> options) {
    public InForce {
        options = List.copyOf(options);
    }

    /// The value of an option that is set, and where.
    public record OptionValue(Option<?> option, Object value, Span place) {}

    /// Those of the checks of which these layers (weakest first) make something else than the layers of `before` alone, and those that they give options.
    public static List<InForce> of(List<Map<String, Setting>> layers, List<Map<String, Setting>> before, Collection<CheckInfo> checks) {
        Config.Settings settings = settings(layers);
        Config.Settings without = settings(before);
        List<InForce> all = new ArrayList<>();
        for (CheckInfo check : checks) {
            Optional<Span> place = Optional.empty();
            Map<String, OptionValue> options = new TreeMap<>();
            for (Map<String, Setting> layer : layers) {
                for (String name : Config.Settings.names(check)) {
                    Setting setting = layer.get(name);
                    if (setting != null) {
                        place = Optional.of(setting.place());
                        check.options().stream().filter(option -> setting.options().containsKey(option.key()))
                                .forEach(option -> options.put(option.key(), new OptionValue(option, setting.options().get(option.key()), setting.optionPlaces().getOrDefault(option.key(), setting.place()))));
                    }
                }
            }
            Optional<Severity> severity = settings.severity(check, check.severity());
            if (place.isPresent() && (!severity.equals(without.severity(check, check.severity())) || severity.isPresent() && !options.isEmpty())) {
                all.add(new InForce(check, severity, place.get(), severity.isPresent() ? List.copyOf(options.values()) : List.of()));
            }
        }
        return all;
    }

    private static Config.Settings settings(List<Map<String, Setting>> layers) {
        return new Config.Settings(layers, Target.UNKNOWN, Optional.empty(), "");
    }
}
