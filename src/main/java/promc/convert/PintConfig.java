package promc.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.convert.Hcl.Block;
import promc.convert.Hcl.Body;
import promc.regex.Regex;
import promc.source.SourceFile;

/// Says in the words of `.promc.yaml` what a `.pint.hcl` says (pint's `internal/config`, as of version 0.80).
final class PintConfig {
    private static final Map<String, String> NEEDS_SERVER = Map.of("alerts", "how often an alert would have fired needs a server's data", "cost", "what a query costs needs a server's data",
            "link", "whether a link answers needs the network; the form of links is one of policy/annotation-not-allowed");
    private static final Map<String, String> TOP = Map.of(
            "parser", "files are recognised by their content; `promc check` takes paths, and passes over what .gitignore names",
            "ci", "`promc check --changed` judges a branch alone",
            "repository", "`promc check --output github` and --output sarif write for pull requests",
            "prometheus", "no server is asked: the prometheus.yml in the repository, `target` and `inventory` tell about it",
            "discovery", "no server is asked");
    private static final Set<String> OWN = Set.of("match", "ignore");

    private final SourceFile file;
    private final Set<String> known;
    private final ConfigDraft out = new ConfigDraft();

    private PintConfig(SourceFile file, Set<String> known) {
        this.file = file;
        this.known = known;
    }

    /// `known` are the ids of the checks there are.
    static ConfigDraft convert(Body body, SourceFile file, Set<String> known) {
        PintConfig conversion = new PintConfig(file, known);
        body.blocks().forEach(conversion::top);
        body.attributes().forEach(attribute -> conversion.out.note(file.line(attribute.span().start()), "`" + attribute.name() + "` is nothing that is known of pint"));
        return conversion.out;
    }

    /// Whom a rule block is for: alternatives, of which each is a mapping as `where` has them; none for everything.
    private record Scope(List<Map<String, Object>> where, List<Map<String, Object>> unless) {
        boolean isFor(String kind) {
            return where.isEmpty() || where.stream().anyMatch(scope -> !scope.containsKey("kind") || scope.get("kind").equals(kind));
        }

        void into(Map<String, Object> item) {
            into(item, "where", where);
            into(item, "unless", unless);
        }

        private static void into(Map<String, Object> item, String key, List<Map<String, Object>> scopes) {
            if (!scopes.isEmpty()) {
                item.put(key, scopes.size() == 1 ? scopes.getFirst() : scopes);
            }
        }
    }

    private void note(Block block, String why) {
        out.note(file.line(block.span().start()), "`" + block.type() + block.labels().stream().map(label -> " \"" + label + "\"").reduce("", String::concat) + "`: " + why);
    }

    private void top(Block block) {
        switch (block.type()) {
            case "rule" -> rule(block);
            case "checks" -> {
                off(block, block.body().texts("disabled"), "checks that are disabled");
                if (!block.body().texts("enabled").isEmpty()) {
                    note(block, "`enabled` leaves out all other checks; promc has `--select` for one run, and `off` for each check");
                }
            }
            case "owners" -> owners(block);
            case "check" -> note(block, "settings of a check that needs a server, or that promc has otherwise; see its page");
            default -> note(block, TOP.getOrDefault(block.type(), "this is nothing that is known of pint"));
        }
    }

    private void owners(Block block) {
        note(block, "pint asks for an owner with --require-owner only; policy/missing-owner always does");
        List<String> allowed = block.body().texts("allowed");
        boolean plain = allowed.stream().allMatch(owner -> Regex.parse(owner) instanceof Regex regex && regex.literal().isPresent());
        if (plain) {
            out.value("policy/missing-owner", "allowed", allowed.stream().map(owner -> ((Regex) Regex.parse(owner)).literal().orElseThrow()).toList());
        } else {
            out.on("policy/missing-owner");
            note(block, "owners are allowed by pattern; policy/missing-owner takes a list of them");
        }
    }

    private void off(Block block, List<String> names, String what) {
        for (String name : names) {
            if (name.replaceFirst("\\(.*", "").equals("promql/series")) {
                note(block, what + ": `promql/series` asks a server; what tells missing metrics from files stays on: " + String.join(", ", CheckNames.PINT.get("promql/series")));
                continue;
            }
            List<String> ours = CheckNames.PINT.getOrDefault(name.replaceFirst("\\(.*", ""), List.of()).stream().filter(known::contains).toList();
            if (ours.isEmpty()) {
                note(block, what + ": promc has nothing like `" + name + "`");
            }
            ours.forEach(out::off);
        }
    }

    private void rule(Block block) {
        Scope scope = new Scope(scopes(block, "match"), scopes(block, "ignore"));
        if (block.body().flag("locked")) {
            note(block, "`locked`: a comment may allow every finding, with its reason");
        }
        List<String> disabled = block.body().texts("disable");
        if (!disabled.isEmpty() && scope.where().isEmpty() && scope.unless().isEmpty()) {
            off(block, disabled, "checks that are disabled");
        } else if (!disabled.isEmpty()) {
            note(block, "`disable` of " + String.join(", ", disabled) + " for some rules: promc turns checks off by `paths`, and for one rule by a comment `# promc: allow ID -- reason`");
        }
        if (!block.body().texts("enable").isEmpty()) {
            note(block, "`enable` of " + String.join(", ", block.body().texts("enable")) + ": checks are on unless they are turned off");
        }
        block.body().blocks().stream().filter(inner -> !OWN.contains(inner.type())).forEach(inner -> policy(inner, scope));
    }

    private List<Map<String, Object>> scopes(Block rule, String type) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Block block : rule.body().blocks(type)) {
            Map<String, Object> scope = new LinkedHashMap<>();
            for (String key : List.of("path", "name", "kind", "for", "keep_firing_for")) {
                block.body().text(key).ifPresent(value -> scope.put(key, value));
            }
            for (String key : List.of("label", "annotation")) {
                Map<String, Object> pairs = new LinkedHashMap<>();
                block.body().blocks(key).forEach(pair -> pairs.put(pair.label(), pair.body().text("value").orElse(".*")));
                if (!pairs.isEmpty()) {
                    scope.put(key + "s", pairs);
                }
            }
            boolean command = block.body().text("command").isPresent();
            boolean state = !block.body().texts("state").isEmpty() && !block.body().texts("state").contains("any");
            if (command || state) {
                note(block, "`" + (command ? "command" : "state") + "`: promc judges all rules alike, and with `--changed` those of a branch" + (type.equals("ignore") ? "; left out" : ""));
            }
            boolean meansCommandOnly = type.equals("ignore") && (command || state);
            if (!meansCommandOnly) {
                all.add(scope);
            }
        }
        // One that asks for nothing takes everything.
        return all.stream().anyMatch(Map::isEmpty) && type.equals("match") ? List.of() : all;
    }

    private void policy(Block block, Scope scope) {
        if (NEEDS_SERVER.containsKey(block.type())) {
            note(block, NEEDS_SERVER.get(block.type()));
            return;
        }
        Optional<String> broken = broken(block);
        if (broken.isPresent()) {
            note(block, broken.get());
            return;
        }
        switch (block.type()) {
            case "annotation" -> values(block, scope, List.of("alert/missing-annotation"), "policy/annotation-not-allowed", "annotations");
            case "label" -> values(block, scope, kinds(scope, "alert/missing-label", "recording/missing-label"), "policy/label-not-allowed", "labels");
            case "name" -> kinds(scope, "alerts", "records").forEach(option -> item("policy/name-not-allowed", option, block, scope, "info", Map.of("matches", block.label())));
            case "report" -> kinds(scope, "alerts", "records").forEach(option -> item("policy/name-not-allowed", option, block, scope, "error", Map.of("not_matches", ".*")));
            case "reject" -> reject(block, scope);
            case "for", "keep_firing_for" -> item("policy/duration-not-allowed", block.type(), block, scope, "error", texts(block, Map.of("min", "min", "max", "max")));
            case "range_query" -> item("policy/reach-not-allowed", "limits", block, scope, "warning", texts(block, Map.of("max", "range_max")));
            case "selector" -> selector(block, "", scope);
            case "call" -> block.body().blocks("selector").forEach(selector -> selector(selector, block.label(), scope));
            case "aggregate" -> aggregate(block, scope);
            default -> note(block, "this is nothing that is known of pint");
        }
    }

    /// What keeps a pattern from meaning the same here.
    private static Optional<String> broken(Block block) {
        List<String> patterns = new ArrayList<>(block.labels());
        block.body().text("value").ifPresent(patterns::add);
        for (String pattern : patterns) {
            if (pattern.contains("{{")) {
                return Optional.of("`" + pattern + "` is a template of the rule's own fields, which no pattern of promc is");
            }
            if (pattern.contains("${")) {
                return Optional.of("`" + pattern + "` depends on the environment");
            }
            if (!(Regex.parse(pattern) instanceof Regex)) {
                return Optional.of("`" + pattern + "` is no regular expression");
            }
        }
        return Optional.empty();
    }

    private static List<String> kinds(Scope scope, String alerting, String recording) {
        List<String> all = new ArrayList<>();
        if (scope.isFor("alerting")) {
            all.add(alerting);
        }
        if (scope.isFor("recording")) {
            all.add(recording);
        }
        return all;
    }

    private void values(Block block, Scope scope, List<String> missing, String values, String option) {
        if (block.body().flag("required")) {
            missing.forEach(check -> item(check, "required", block, scope, "warning", Map.of("name", block.label())));
        }
        List<String> allowed = block.body().texts("values");
        if (block.body().text("token").isPresent() && (!allowed.isEmpty() || block.body().text("value").isPresent())) {
            note(block, "`token`: promc splits values by a `separator`, not by a pattern");
            return;
        }
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("name", block.label());
        wanted.put("values", allowed);
        wanted.put("matches", block.body().text("value").orElse(""));
        if (!allowed.isEmpty() || block.body().text("value").isPresent()) {
            item(values, option, block, scope, "warning", wanted);
        }
    }

    private void reject(Block block, Scope scope) {
        for (String what : List.of("label", "annotation")) {
            String check = "policy/" + what + "-not-allowed";
            if (block.body().flag(what + "_keys")) {
                item(check, what + "s", block, scope, "error", Map.of("name", block.label()));
            }
            if (block.body().flag(what + "_values")) {
                item(check, what + "s", block, scope, "error", ordered("name", ".*", "not_matches", block.label()));
            }
        }
    }

    private void selector(Block block, String inside, Scope scope) {
        for (String label : block.body().texts("requiredLabels")) {
            Map<String, Object> wanted = ordered("label", label, "metric", block.label());
            wanted.put("inside", inside);
            item("policy/missing-matcher", "required", block, scope, "warning", wanted);
        }
    }

    /// Its pattern is one more condition on the name of the rule.
    private void aggregate(Block block, Scope scope) {
        boolean all = Regex.parse(block.label()) instanceof Regex regex && (regex.matchesEverything() || regex.matchesAllButEmpty());
        List<Map<String, Object>> where = new ArrayList<>();
        for (Map<String, Object> match : scope.where().isEmpty() ? List.of(Map.<String, Object>of()) : scope.where()) {
            Map<String, Object> both = new LinkedHashMap<>(match);
            if (!all && both.putIfAbsent("name", block.label()) != null) {
                note(block, "this and `match` both ask for a name");
                return;
            }
            if (!both.isEmpty()) {
                where.add(both);
            }
        }
        Scope here = new Scope(where, scope.unless());
        for (String list : List.of("keep", "strip")) {
            block.body().texts(list).forEach(label -> item("policy/result-label-not-allowed", list, block, here, "warning", Map.of("label", label)));
        }
    }

    private static Map<String, Object> texts(Block block, Map<String, String> names) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String name : List.of("min", "max")) {
            if (names.containsKey(name)) {
                block.body().text(name).ifPresent(value -> all.put(names.get(name), value));
            }
        }
        return all;
    }

    private static Map<String, Object> ordered(String key, Object value, String second, Object other) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(key, value);
        all.put(second, other);
        return all;
    }

    /// pint's bugs and what is fatal are errors. `byDefault` is what pint makes of it without a word; ours is a warning.
    private void item(String check, String option, Block block, Scope scope, String byDefault, Map<String, Object> wanted) {
        Map<String, Object> item = new LinkedHashMap<>(wanted);
        scope.into(item);
        String severity = block.body().text("severity").map(word -> word.equals("bug") || word.equals("fatal") ? "error" : word).orElse(byDefault);
        item.put("severity", severity.equals("warning") ? "" : severity);
        item.put("comment", block.body().text("comment").orElse("").strip().replaceAll("\\s*\n\\s*", " "));
        out.item(check, option, item);
    }
}
