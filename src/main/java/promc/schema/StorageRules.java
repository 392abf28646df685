package promc.schema;

import java.util.List;
import promc.schema.LoadError.Kind;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlScalar;

/// `storage.tsdb` (`TSDBConfig.UnmarshalYAML`, `TSDBRetentionConfig.UnmarshalYAML`).
final class StorageRules {
    private static final int MOST_PERCENT = 100;

    private StorageRules() {}

    static void tsdb(Section tsdb) {
        tsdb.mapping("chunk_encoding").flatMap(encoding -> encoding.entry("floats")).map(Entry::value).map(value -> value.resolve()).filter(YamlScalar.class::isInstance)
                .map(YamlScalar.class::cast).filter(floats -> !floats.isNull() && !List.of("", "xor", "xor2").contains(floats.value()))
                .ifPresent(floats -> tsdb.refuse(Scalars.none("floats", floats, List.of("xor", "xor2"))));
    }

    static void retention(Section retention) {
        retention.scalar("size").filter(size -> ByteSize.parse(size.value()).orElse(0) < 0)
                .ifPresent(size -> retention.refuse(Kind.BAD_VALUE, size.span(), "`size` must not be negative"));
        retention.scalar("percentage").filter(StorageRules::isNoPercentage)
                .ifPresent(percentage -> retention.refuse(Kind.BAD_VALUE, percentage.span(), "`percentage` must be from 0 to 100"));
    }

    private static boolean isNoPercentage(YamlScalar scalar) {
        double percentage = GoYaml.kind(scalar, GoYaml.Dialect.V2).isNumber() ? Scalars.number(scalar) : 0;
        return percentage < 0 || percentage > MOST_PERCENT;
    }
}
