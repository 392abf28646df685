package promc.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Imports go up the list of layers only (architecture: "Layers"). Names written out in full count as imports.
class LayersTest {
    /// Lower numbers are the ground; packages of one layer do not know each other.
    private static final Map<String, Integer> LAYERS = Map.ofEntries(Map.entry("source", 0), Map.entry("yaml", 1), Map.entry("promql", 1), Map.entry("regex", 1), Map.entry("exposition", 1), Map.entry("git", 1),
            Map.entry("template", 1), Map.entry("fix", 2), Map.entry("schema", 2), Map.entry("model", 3), Map.entry("analysis", 4), Map.entry("lint", 5), Map.entry("checks", 6), Map.entry("convert", 7), Map.entry("format", 4),
            Map.entry("compile", 8), Map.entry("report", 9),
            Map.entry("lsp", 10), Map.entry("cli", 11));
    private static final Pattern NAME = Pattern.compile("\\bpromc((?:\\.[a-z][a-z0-9_]*)+)\\.[A-Z]");
    /// The package of the parser that ANTLR generates.
    private static final String GENERATED = "promc.promql.grammar";

    private record Use(Path file, String from, String to) {
        @Override public String toString() {
            return file + ": " + from + " uses " + to;
        }
    }

    private static List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (Path file : Sources.java(Sources.MAIN)) {
            String from = Sources.packageOf(Sources.MAIN, file);
            Matcher name = NAME.matcher(code(Sources.text(file)));
            while (name.find()) {
                String to = name.group(1).substring(1);
                if (!to.equals(from)) {
                    uses.add(new Use(file, from, to));
                }
            }
        }
        assertThat(uses).as("uses of other packages").hasSizeGreaterThan(100);
        return uses;
    }

    /// Without comments and strings, in which a name is no use.
    private static String code(String text) {
        return text.replaceAll("(?m)^\\s*///.*$", "").replaceAll("(?m)//[^\"\\n]*$", "").replaceAll("\"(?:[^\"\\\\\\n]|\\\\.)*\"", "\"\"");
    }

    private static String layer(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    @Test
    void everyPackageIsInALayer() {
        List<String> packages = Sources.java(Sources.MAIN).stream().map(file -> layer(Sources.packageOf(Sources.MAIN, file))).distinct().sorted().toList();
        assertThat(LAYERS.keySet()).containsAll(packages);
    }

    @Test
    void importsGoUpTheListOnly() {
        assertThat(uses()).filteredOn(use -> !layer(use.from).equals(layer(use.to)))
                .filteredOn(use -> LAYERS.getOrDefault(layer(use.to), Integer.MAX_VALUE) >= LAYERS.get(layer(use.from))).isEmpty();
    }

    @Test
    void aFamilyOfChecksDoesNotKnowAnother() {
        List<Use> among = uses().stream().filter(use -> layer(use.from).equals("checks") && layer(use.to).equals("checks")).toList();
        assertThat(among).as("the list of checks uses them all").anyMatch(use -> use.from.equals("checks"));
        assertThat(among).filteredOn(use -> !use.from.equals("checks")).isEmpty();
    }

    @Test
    void generatedCodeIsUsedByThePackageThatBuildsTheTreeAlone() {
        List<Path> users = new ArrayList<>();
        Map<String, Integer> imports = new TreeMap<>();
        for (Path file : Sources.java(Sources.MAIN)) {
            String text = Sources.text(file);
            if (text.contains("org.antlr.") || text.contains(GENERATED)) {
                users.add(file);
                imports.merge(Sources.packageOf(Sources.MAIN, file), 1, Integer::sum);
            }
        }
        assertThat(users).isNotEmpty();
        assertThat(imports).containsOnlyKeys("promql");
    }
}
