package promc.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import promc.schema.ByteSize;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// `storage.tsdb.retention` of a configuration (Prometheus 3.8 and later, `config.TSDBRetentionConfig`). What it means depends on the version: `analysis.Retention`. `key` is where it is written; `size` counts bytes; `percentage` is one of the file system that the data lies on.
public record RetentionSection(Span key, YamlMapping node, Field<Duration> time, Field<Long> size, Field<Double> percentage) {
    /// Empty where the configuration has no such section, or nothing stands in it (`retention:`), which is the same to Prometheus.
    static Optional<RetentionSection> of(YamlMapping root) {
        Optional<YamlMapping> tsdb = Fields.mapping(root, "storage").flatMap(storage -> Fields.mapping(storage, "tsdb"));
        return tsdb.flatMap(above -> above.entry("retention")).filter(entry -> entry.value().resolve() instanceof YamlMapping).map(entry -> {
            YamlMapping node = (YamlMapping) entry.value().resolve();
            return new RetentionSection(entry.key().span(), node, Fields.duration(node, "time"), size(node), percentage(node));
        });
    }


    private static Field<Long> size(YamlMapping node) {
        Optional<YamlNode> written = written(node, "size");
        if (written.isEmpty()) {
            return new Field.Absent<>(Fields.lacking(node));
        }
        OptionalDouble bytes = written.get() instanceof YamlScalar scalar ? ByteSize.parse(scalar.value()) : OptionalDouble.empty();
        return bytes.isPresent() ? new Field.Present<>((long) bytes.getAsDouble(), written.get()) : new Field.Invalid<>(written.get(), "this is no size");
    }

    private static Field<Double> percentage(YamlMapping node) {
        Optional<YamlNode> written = written(node, "percentage");
        if (written.isEmpty()) {
            return new Field.Absent<>(Fields.lacking(node));
        }
        boolean number = written.get() instanceof YamlScalar scalar && scalar.value().matches("[0-9]{1,9}(\\.[0-9]{0,9})?");
        return number ? new Field.Present<>(Double.valueOf(((YamlScalar) written.get()).value()), written.get()) : new Field.Invalid<>(written.get(), "this is no number of percent");
    }

    private static Optional<YamlNode> written(YamlMapping node, String key) {
        return node.get(key).map(YamlNode::resolve).filter(value -> !(value instanceof YamlScalar scalar && scalar.isNull()));
    }
}
