package promc.schema;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import promc.promql.PromDuration;
import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// `global` (`GlobalConfig.UnmarshalYAML`), and what scrape jobs share with it.
final class GlobalRules {
    static final long DEFAULT_INTERVAL = Duration.ofMinutes(1).toMillis();
    private static final Pattern LEGACY_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final List<String> PROTOCOLS = List.of("OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0");

    private GlobalRules() {}

    static void check(Section global) {
        global.mapping("external_labels").ifPresent(labels -> labels.effective().stream().filter(label -> label.key().resolve() instanceof YamlScalar name && name.isNull())
                .forEach(label -> global.refuse(Kind.BAD_VALUE, label.key().span(), "the name of a label must not be empty")));
        if (isLegacy(global)) {
            global.mapping("external_labels").ifPresent(labels -> {
                for (Entry label : labels.effective()) {
                    label.name().filter(name -> !name.isEmpty() && !LEGACY_NAME.matcher(name).matches()).ifPresent(name -> global.refuse(Kind.BAD_VALUE, label.key().span(),
                            "`" + name + "` is no name of a label where `metric_name_validation_scheme` is `legacy`"));
                }
            });
        }
        protocols(global);
        OptionalLong timeout = millis(global, "scrape_timeout");
        OptionalLong interval = millis(global, "scrape_interval");
        if (timeout.isPresent() && interval.isPresent()) {
            timeout(global, timeout.getAsLong(), interval.getAsLong() == 0 ? DEFAULT_INTERVAL : interval.getAsLong());
        }
    }

    static boolean isLegacy(Section section) {
        return section.text("metric_name_validation_scheme").equals("legacy");
    }

    /// What a duration is set to; 0 if it is not written, and nothing if that is no duration.
    static OptionalLong millis(Section section, String key) {
        return section.scalar(key).map(scalar -> PromDuration.parseMillis(scalar.value())).orElseGet(() -> OptionalLong.of(0));
    }

    static void timeout(Section section, long timeout, long interval) {
        if (timeout > interval) {
            section.refuse(Kind.TIMEOUT, section.place("scrape_timeout"), "`scrape_timeout` is longer than `scrape_interval`, which is " + PromDuration.format(interval));
        }
    }

    static void protocols(Section section) {
        if (!(section.node().get("scrape_protocols").orElse(null) instanceof YamlSequence list)) {
            return;
        }
        if (list.items().isEmpty()) {
            section.refuse(Kind.MISSING, section.place("scrape_protocols"), "`scrape_protocols` must not be empty; without the key Prometheus asks for all of them");
        }
        Set<String> seen = new HashSet<>();
        for (YamlNode item : section.items("scrape_protocols")) {
            if (item instanceof YamlScalar protocol) {
                if (protocol.isNull()) {
                    section.refuse(Kind.MISSING, section.place("scrape_protocols"), "an item of `scrape_protocols` is empty");
                } else if (!PROTOCOLS.contains(protocol.value())) {
                    section.refuse(Scalars.none("scrape_protocols", protocol, PROTOCOLS));
                } else if (!seen.add(protocol.value().toLowerCase(Locale.ROOT))) {
                    section.refuse(Kind.DUPLICATE, protocol.span(), "`" + protocol.value() + "` is in `scrape_protocols` twice");
                }
            }
        }
    }

    static void protocol(Section section, String key) {
        section.scalar(key).filter(scalar -> !scalar.value().isEmpty() && !PROTOCOLS.contains(scalar.value()))
                .ifPresent(scalar -> section.refuse(Scalars.none(key, scalar, PROTOCOLS)));
    }
}
