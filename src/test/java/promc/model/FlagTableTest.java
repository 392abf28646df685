package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.model.FlagTable.Entry;
import promc.model.FlagTable.Feature;
import promc.model.FlagTable.Replacement;

/// The tables of flags and features: each release as its sources have it, and no row that contradicts itself or another.
class FlagTableTest {
    private static final List<String> COMPONENTS = List.of("prometheus", "alertmanager", "thanos sidecar", "thanos query", "thanos store", "thanos compact", "thanos rule", "thanos receive", "thanos query-frontend");

    @ParameterizedTest
    @CsvSource({"prometheus, storage.tsdb.retention, , 3.0.0", "prometheus, agent, 3.0.0,", "prometheus, web.config.file, 2.24.0,", "prometheus, storage.exemplars.exemplars-limit, 2.26.0, 2.29.0",
            "alertmanager, cluster.peer, 0.15.0,", "alertmanager, web.systemd-socket, 0.25.0,", "thanos query, store, , 0.38.0", "thanos query, endpoint, 0.24.0,", "thanos compact, block-sync-concurrency, 0.4.0, 0.28.0",
            "thanos receive, writer.intern, 0.31.0, 0.43.0", "thanos sidecar, help, ,"})
    void releases(String component, String flag, String since, String removed) {
        Entry entry = FlagTable.find(component, flag).orElseThrow();
        Version first = since == null ? FlagTable.oldest(component) : Version.parse(since).orElseThrow();
        assertThat(entry.since().orElse(FlagTable.oldest(component))).isEqualTo(first);
        assertThat(entry.removed()).isEqualTo(Optional.ofNullable(removed).flatMap(Version::parse));
    }

    @Test
    void rowsAgree() {
        for (String component : COMPONENTS) {
            assertThat(FlagTable.names(component)).as(component).hasSizeGreaterThan(30);
            for (String name : FlagTable.names(component)) {
                Entry entry = FlagTable.find(component, name).orElseThrow();
                assertThat(entry.excludes()).as(component + " " + name).allMatch(other -> FlagTable.find(component, other).isPresent());
                entry.removed().ifPresent(end -> assertThat(end).as(component + " " + name).isGreaterThan(entry.since().orElseThrow()));
                entry.removed().ifPresent(end -> entry.deprecated().ifPresent(before -> assertThat(before).as(component + " " + name).isLessThan(end)));
                if (entry.replacement().orElse(null) instanceof Replacement.OtherFlag(String other, var ignored)) {
                    assertThat(FlagTable.find(component, other).filter(flag -> flag.removed().isEmpty())).as(component + " " + name).isPresent();
                }
            }
        }
    }

    @Test
    void featuresNameFlagsThatAreThere() {
        assertThat(FlagTable.features("prometheus")).hasSizeGreaterThan(30);
        assertThat(FlagTable.features("thanos store")).isEmpty();
        for (String component : COMPONENTS) {
            for (Feature feature : FlagTable.features(component).values()) {
                feature.ended().ifPresent(end -> assertThat(end).isGreaterThan(feature.since()));
                feature.instead().filter(text -> text.startsWith("--")).ifPresent(flag -> assertThat(FlagTable.find(component, flag.substring(2))).as(feature.name()).isPresent());
            }
        }
    }
}
