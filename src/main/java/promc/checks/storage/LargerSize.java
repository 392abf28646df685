package promc.checks.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.Capacity;
import promc.analysis.Retention;
import promc.analysis.ServerSettings;
import promc.analysis.StoringServer;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.RetentionSection;
import promc.model.ServerFlags;
import promc.schema.ByteSize;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// Raises a limit of size to what a time takes by the estimate's upper end, and a tenth more. Unsafe: the volume has to be that large, which most files do not tell.
final class LargerSize {
    /// The estimate is one of samples; tombstones and the series that come and go take some more.
    private static final double ROOM = 1.1;
    /// Each is 1024 times the one before it, the first one 1024 bytes.
    private static final String UNITS = "KMGTPE";

    /// A size as it is written, in `text`.
    private record Written(EmbeddedText text, Span span) {
        String value() {
            return text.text().substring(span.start(), span.end());
        }

        /// False if something else is written there, such as a variable with a default.
        boolean isPlain() {
            return text.toFile(span).of(text.file().text()).equals(value());
        }
    }

    private LargerSize() {}

    /// Empty where the size is not written as such, and where the volume is known to be too small for what is needed and the room to compact.
    static Optional<Fix> of(Capacity capacity, Duration time) {
        double need = capacity.blocks(time.toSeconds()).orElseThrow().high() * ROOM;
        return written(capacity).filter(Written::isPlain).flatMap(written -> {
            String size = size(need, written.value().endsWith("iB") ? "iB" : "B");
            OptionalLong volume = capacity.volume();
            double bytes = ByteSize.parse(size).orElse(Double.POSITIVE_INFINITY);
            boolean fits = volume.isEmpty() ? Double.isFinite(bytes) : bytes <= volume.getAsLong() * SizeWithoutHeadroom.MOST / 100;
            return !fits ? Optional.empty() : Fix.replace("Allow " + size + ", which " + ServerSettings.words(time) + " may take" + (volume.isEmpty() ? ": the volume must be larger than that" : ""),
                    Applicability.UNSAFE, written.text(), written.span(), size);
        });
    }

    private static Optional<Written> written(Capacity capacity) {
        StoringServer server = capacity.server();
        return switch (capacity.retention().source()) {
            case FILE -> server.config().flatMap(PrometheusConfig::retention).map(RetentionSection::size)
                    .flatMap(field -> field instanceof Field.Present<Long> present && present.node() instanceof YamlScalar scalar
                            ? Optional.of(new Written(scalar.text(), new Span(0, scalar.value().length()))) : Optional.empty());
            case FLAGS -> server.flags().flatMap(flags -> flags.flag(Retention.SIZE_FLAG)).flatMap(ServerFlags.Flag::value).filter(value -> !value.unknown())
                    .map(value -> new Written(value.text(), value.within()));
            case UNSET, DEFAULTS, UNTOLD -> Optional.empty();
        };
    }

    /// At least so many bytes, in the unit that two digits are enough for: `270GB`, `2700MB`.
    private static String size(double bytes, String suffix) {
        int unit = 0;
        double value = bytes / 1024;
        while (value >= 10 * 1024 && unit < UNITS.length() - 1) {
            value /= 1024;
            unit++;
        }
        long whole = (long) Math.ceil(value);
        long step = 1;
        while (whole / step >= 100) {
            step *= 10;
        }
        return (whole + step - 1) / step * step + UNITS.substring(unit, unit + 1) + suffix;
    }
}
