package promc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import promc.lint.CheckInfo;
import promc.lint.Config;
import promc.lint.OwnChecks;
import promc.source.Nearest;

/// `--select` and `--ignore`: which checks are reported. All of them still run, so that a suppression comment is not called unused because its check was
/// left out. What promc says about its own failures is always reported.
record Selection(List<String> selected, List<String> ignored) {
    static void addTo(CommandSpec spec) {
        spec.addOption(Specs.repeated("ID|AREA", "Only these checks: an id such as promql/syntax, or an area such as promql", true, "--select"));
        spec.addOption(Specs.repeated("ID|AREA", "Not these checks", true, "--ignore"));
    }

    static Selection of(Arguments given, Session session) throws UsageException {
        return new Selection(known(given.texts("--select"), session.infos()), known(given.texts("--ignore"), session.infos()));
    }

    private static List<String> known(List<String> words, List<CheckInfo> checks) throws UsageException {
        TreeSet<String> names = new TreeSet<>();
        for (CheckInfo check : checks) {
            names.add(check.id());
            names.add(check.area());
        }
        List<String> all = new ArrayList<>();
        for (String word : words) {
            String name = word.endsWith("/*") ? word.substring(0, word.length() - 2) : word;
            if (!names.contains(name)) {
                throw new UsageException("there is no check or area `" + word + "`"
                        + Nearest.to(name, names).map(nearest -> "; did you mean `" + nearest + "`?").orElse("; `promc checks` lists them"));
            }
            all.add(name);
        }
        return all;
    }

    /// The settings of a run: what is off by default and selected by its id is on, unless a configuration says `off`.
    Config.Lookup over(Config.Lookup configs, List<CheckInfo> checks) {
        List<CheckInfo> wanted = checks.stream().filter(check -> check.optIn() && selected.contains(check.id())).toList();
        return wanted.isEmpty() ? configs : path -> configs.forFile(path).with(wanted);
    }

    boolean includes(String check) {
        return check.equals(OwnChecks.CHECK_FAILED.id())
                || (selected.isEmpty() || matches(selected, check)) && !matches(ignored, check);
    }

    private static boolean matches(List<String> names, String check) {
        return names.stream().anyMatch(name -> check.equals(name) || check.startsWith(name + "/"));
    }
}
