package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import promc.yaml.YamlNode.YamlScalar;

/// Which rules the unit tests of an estate are about: `rule_files` followed as promtool does (`resolveAndGlobFilepaths`), from the folder of the test file.
public final class TestedRules {
    /// One entry of `rule_files`: the path it leads to, and the files of the estate there. `glob` is true for a pattern.
    public record Link(YamlScalar pattern, String path, boolean glob, List<EstateFile> files) {
        public Link {
            files = List.copyOf(files);
        }
    }

    /// A rule with the group it stands in and the file it is read from.
    public record Place(Rule rule, RuleGroup group, RuleFile file) {}

    private final EstatePaths paths;
    private final Map<RuleTests, List<Link>> links = new IdentityHashMap<>();
    private final Map<RuleFile, Map<String, List<Place>>> alerts = new IdentityHashMap<>();

    TestedRules(Estate estate) {
        paths = new EstatePaths(estate.files());
        for (EstateFile file : estate.files()) {
            file.views(RuleTests.class).forEach(tests -> {
                List<Link> found = tests.ruleFiles().stream().map(pattern -> link(pattern, file)).toList();
                links.put(tests, found);
                found.forEach(link -> link.files.forEach(rules -> rules.views(RuleFile.class).forEach(view -> alerts.computeIfAbsent(view, TestedRules::alertsOf))));
            });
        }
    }

    private Link link(YamlScalar pattern, EstateFile tests) {
        String path = EstatePaths.resolve(EstatePaths.folder(tests.source().path()), pattern.value());
        return new Link(pattern, path, EstatePaths.isGlob(path), paths.at(path));
    }

    private static Map<String, List<Place>> alertsOf(RuleFile file) {
        Map<String, List<Place>> found = new HashMap<>();
        for (RuleGroup group : file.groups()) {
            for (Rule rule : group.rules()) {
                if (rule.isAlert()) {
                    rule.name().value().ifPresent(name -> found.computeIfAbsent(name, n -> new ArrayList<>()).add(new Place(rule, group, file)));
                }
            }
        }
        return found;
    }

    /// The entries of a test file's `rule_files`, in its order.
    public List<Link> links(RuleTests tests) {
        return links.getOrDefault(tests, List.of());
    }

    /// The paths of rule files in the folder of `path`.
    public List<String> ruleFilesBeside(String path) {
        return paths.inFolder(EstatePaths.folder(path)).stream().filter(file -> file.views(RuleFile.class).findAny().isPresent())
                .map(file -> file.source().path()).toList();
    }

    /// True if every rule that the tests load is known: each entry leads to rule files of the estate, which were read without doubt.
    public boolean isComplete(RuleTests tests) {
        return links(tests).stream().allMatch(link -> !link.files.isEmpty() && link.files.stream()
                .allMatch(file -> !file.template() && file.yaml().problems().isEmpty() && file.views(RuleFile.class).anyMatch(view -> view.origin() == RuleFile.Origin.FILE)));
    }

    /// The rule files that the tests load, as far as the estate has them.
    public List<RuleFile> files(RuleTests tests) {
        return links(tests).stream().flatMap(link -> link.files.stream()).flatMap(file -> file.views(RuleFile.class)).toList();
    }

    /// The alerts named `name` that the tests load.
    public List<Place> alerts(RuleTests tests, String name) {
        return files(tests).stream().distinct().flatMap(file -> alerts.getOrDefault(file, Map.of()).getOrDefault(name, List.of()).stream()).toList();
    }

    /// The names of all alerts that the tests load.
    public List<String> alertNames(RuleTests tests) {
        return files(tests).stream().flatMap(file -> alerts.getOrDefault(file, Map.of()).keySet().stream()).distinct().sorted().toList();
    }
}
