package promc.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import promc.checks.Checks;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Confidence;
import promc.lint.Option;
import promc.lint.Severity;

/// The list of checks is whole, and each check is what a check shall be.
class ChecksTest {
    private static final Pattern ID = Pattern.compile("[a-z]+/[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Set<String> AREAS = Set.of("yaml", "suppression", "internal", "promql", "recording", "alert", "group", "cardinality", "exposition", "scrape", "relabel", "federation",
            "flags", "policy", "storage", "config", "remote", "web", "compose", "thanos", "alertmanager", "grafana", "meta", "operator", "test");
    /// A fault is named, never its cure: `no-x` would forbid the good thing. In these the word names the fault itself, which is that something is missing or not accepted.
    private static final Map<String, String> FAULTS_ALL_THE_SAME = Map.ofEntries(
            Map.entry("alert/no-comparison", "the comparison is what is missing"),
            Map.entry("config/bad-value", "the value is what is not accepted"),
            Map.entry("exposition/no-help", "the help is what is missing"),
            Map.entry("federation/no-match", "`match[]` is what is missing"),
            Map.entry("flags/bad-value", "the value is what is not accepted"),
            Map.entry("operator/bad-value", "the value is what is not accepted"),
            Map.entry("promql/no-op-label-replace", "the effect is what is missing"),
            Map.entry("scrape/no-limits", "limits are what is missing"),
            Map.entry("scrape/no-targets", "targets are what is missing"),
            Map.entry("storage/no-volume", "the volume is what is missing"),
            Map.entry("thanos/no-compactor", "the compactor is what is missing"),
            Map.entry("thanos/no-external-labels", "the labels are what is missing"));

    private static List<CheckInfo> infos() {
        List<CheckInfo> infos = Checks.ALL.stream().map(Check::info).toList();
        assertThat(infos).isNotEmpty();
        return infos;
    }

    private static List<Class<?>> classes() {
        List<Class<?>> classes = new ArrayList<>();
        Checks.ALL.stream().filter(check -> !(check instanceof Check.Own)).forEach(check -> classes.add(check.getClass()));
        assertThat(classes).isNotEmpty();
        return classes;
    }

    @Test
    void everyCheckClassIsInTheList() {
        List<String> written = new ArrayList<>();
        for (Path file : Sources.java(Sources.MAIN)) {
            String inside = Sources.packageOf(Sources.MAIN, file);
            if (inside.startsWith("checks.") && Pattern.compile("\\bimplements\\s+(Check\\.)?\\w*Check\\b").matcher(Sources.text(file)).find()) {
                written.add("promc." + inside + "." + file.getFileName().toString().replace(".java", ""));
            }
        }
        assertThat(written).isNotEmpty();
        assertThat(classes()).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void theListIsSortedByIdAndHasNoneTwice() {
        assertThat(infos()).extracting(CheckInfo::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void idsNameTheFault() {
        Set<String> unusedExceptions = new HashSet<>(FAULTS_ALL_THE_SAME.keySet());
        for (CheckInfo info : infos()) {
            assertThat(info.id()).matches(ID);
            assertThat(info.area()).isIn(AREAS);
            String fault = info.id().substring(info.id().indexOf('/') + 1);
            boolean cure = List.of("no-", "avoid-", "bad-", "invalid-").stream().anyMatch(fault::startsWith);
            if (cure) {
                assertThat(FAULTS_ALL_THE_SAME).containsKey(info.id());
                unusedExceptions.remove(info.id());
            }
        }
        assertThat(unusedExceptions).as("exceptions that no check needs").isEmpty();
    }

    @Test
    void anAreaIsAPackage() {
        for (Class<?> check : classes()) {
            String area = check.getPackageName().substring("promc.checks.".length());
            assertThat(info(check).area()).as(check.getName()).isEqualTo(area);
        }
    }

    private static CheckInfo info(Class<?> type) {
        return Checks.ALL.stream().filter(check -> check.getClass() == type).findFirst().orElseThrow().info();
    }

    @Test
    void checksAreFinalAndHaveNoState() {
        for (Class<?> check : classes()) {
            assertThat(Modifier.isFinal(check.getModifiers())).as(check + " is final").isTrue();
            for (Field field : check.getDeclaredFields()) {
                assertThat(Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers())).as(field + " is static and final").isTrue();
            }
        }
    }

    @Test
    void optionsOfACheckHaveDifferentKeysAndADescription() {
        int options = 0;
        for (CheckInfo info : infos()) {
            assertThat(info.options()).extracting(Option::key).doesNotHaveDuplicates().doesNotContain("severity").allMatch(key -> key.matches("[a-z][a-z_]*"));
            assertThat(info.options()).allMatch(option -> !option.description().isBlank());
            options += info.options().size();
        }
        assertThat(options).isPositive();
    }

    @Test
    void anErrorIsProved() {
        assertThat(infos()).filteredOn(info -> info.severity() == Severity.ERROR).isNotEmpty().allMatch(info -> info.confidence() == Confidence.PROVED);
    }

    @Test
    void summariesAreSentencesWithoutAFullStop() {
        for (CheckInfo info : infos()) {
            assertThat(info.summary()).as(info.id()).doesNotEndWith(".").doesNotContain("\n").hasSizeBetween(10, 120);
            assertThat(Character.isLowerCase(info.summary().charAt(0))).as(info.id() + " starts with a capital or code").isFalse();
        }
    }
}
