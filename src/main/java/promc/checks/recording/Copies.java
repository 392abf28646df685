package promc.checks.recording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.ItemRemoval;
import promc.fix.TextEdit;
import promc.lint.Draft;
import promc.model.Estate;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Server;
import promc.promql.Parsed;
import promc.promql.PromDuration;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Rules that record what another one records already, and how to take them out. A copy goes only if whoever loads it, a server or a unit test, loads the first one too. What would leave a list without items goes
/// as a whole, once it is alone: the group with its last rule, and with the last group the list becomes `[]`.
final class Copies {
    private record Copy(RecordedRule first, RecordedRule later, Draft draft) {}

    private final List<Copy> copies = new ArrayList<>();

    /// Two rules of the same expression, which surely are loaded together.
    void add(RecordedRule first, RecordedRule later, Draft draft) {
        copies.add(new Copy(first, later, draft));
    }

    void offerFixes(Estate estate) {
        if (!copies.isEmpty()) {
            new Leaving(estate).offer(copies);
        }
    }

    /// What goes in one round. No rule goes that another one was found to be a copy of.
    private static final class Leaving {
        private final Estate estate;
        private final Set<Rule> kept = identities();
        private final Set<Rule> going = identities();
        private final Map<RuleGroup, Integer> ofGroup = new IdentityHashMap<>();
        private final Map<RuleFile, Integer> groupsOf = new IdentityHashMap<>();
        private final Set<RuleGroup> waitingGroups = identities();
        private final Set<RuleFile> waitingFiles = identities();
        private final Map<RuleFile, List<Set<RuleFile>>> loaded = new IdentityHashMap<>();

        Leaving(Estate estate) {
            this.estate = estate;
            Stream.concat(estate.servers().stream(), estate.unconfiguredServers().stream()).forEach(server -> load(server.rules().stream().map(Server.RuleLink::files).flatMap(List::stream)));
            estate.ruleTests().forEach(tests -> load(estate.testedRules().links(tests).stream().flatMap(link -> link.files().stream()).flatMap(file -> file.views(RuleFile.class))));
        }

        private static <T> Set<T> identities() {
            return Collections.newSetFromMap(new IdentityHashMap<>());
        }

        private void load(Stream<RuleFile> files) {
            Set<RuleFile> together = identities();
            files.forEach(together::add);
            together.forEach(file -> loaded.computeIfAbsent(file, f -> new ArrayList<>(1)).add(together));
        }

        void offer(List<Copy> copies) {
            List<Copy> chosen = copies.stream().filter(this::goes).toList();
            chosen.forEach(copy -> ofGroup.merge(copy.later.group(), 1, Integer::sum));
            chosen.stream().filter(this::isAlone).forEach(copy -> groupsOf.merge(copy.later.file(), 1, Integer::sum));
            chosen.forEach(copy -> copy.draft.fix(fix(copy)));
        }

        private boolean goes(Copy copy) {
            RecordedRule first = copy.first;
            RecordedRule later = copy.later;
            boolean possible = later.file().origin() != RuleFile.Origin.CONFIG_MAP && !kept.contains(later.rule()) && !going.contains(first.rule())
                    && labels(first).equals(labels(later)) && first.group().queryOffset().value().equals(later.group().queryOffset().value())
                    && loaded.getOrDefault(later.file(), List.of()).stream().allMatch(together -> together.contains(first.file()))
                    && estate.file(later.file().text().file().path()).filter(file -> !file.template()).isPresent();
            if (possible) {
                kept.add(first.rule());
                going.add(later.rule());
            }
            return possible;
        }

        private static Map<String, String> labels(RecordedRule record) {
            Map<String, String> labels = new TreeMap<>();
            Stream.concat(record.group().labels().stream(), record.rule().labels().stream()).forEach(pair -> labels.put(pair.name(), value(pair)));
            return labels;
        }

        private static String value(Pair pair) {
            return pair.value().value().map(text -> text.value()).orElse("");
        }

        /// True if its group has no other rule.
        private boolean isAlone(Copy copy) {
            return items(copy.later.group().node(), "rules") == 1;
        }

        private static int items(YamlMapping mapping, String key) {
            return sequence(mapping, key).map(list -> list.items().size()).orElse(0);
        }

        private static Optional<YamlSequence> sequence(YamlMapping mapping, String key) {
            return mapping.own(key).map(entry -> entry.value()).filter(YamlSequence.class::isInstance).map(YamlSequence.class::cast);
        }

        private Optional<Fix> fix(Copy copy) {
            RuleGroup group = copy.later.group();
            RuleFile view = copy.later.file();
            SourceFile file = view.text().file();
            Optional<YamlSequence> rules = sequence(group.node(), "rules");
            Optional<YamlSequence> groups = sequence(view.root(), "groups");
            if (rules.isEmpty() || groups.isEmpty()) {
                return Optional.empty();
            }
            if (rules.get().items().size() > 1) {
                boolean waits = ofGroup.get(group) == rules.get().items().size() && waitingGroups.add(group);
                Span rule = copy.later.rule().node().span();
                return waits ? Optional.empty() : ItemRemoval.one(file, rules.get(), rule, comments(copy, rule)).map(edit -> made(copy, "Remove this rule", List.of(edit)));
            }
            Span node = group.node().span();
            if (groups.get().items().size() > 1) {
                boolean waits = groupsOf.get(view) == groups.get().items().size() && waitingFiles.add(view);
                return waits ? Optional.empty() : ItemRemoval.one(file, groups.get(), node, comments(copy, node)).map(edit -> made(copy, "Remove this rule, and its group with it", List.of(edit)));
            }
            return view.origin() != RuleFile.Origin.FILE || view.root().entries().size() > 1 ? Optional.empty()
                    : ItemRemoval.last(file, view.root().own("groups").orElseThrow(), groups.get(), node, comments(copy, node)).map(edits -> made(copy, "Remove this rule, the only one of the file", edits));
        }

        /// The comments on the lines of `span`, those of the expression among them.
        private static List<Span> comments(Copy copy, Span span) {
            SourceFile file = copy.later.file().text().file();
            int end = file.lineSpan(file.line(Math.max(span.start(), span.end() - 1))).end();
            List<Span> found = new ArrayList<>();
            List<YamlStream.Comment> all = copy.later.file().yaml().comments();
            for (int i = firstFrom(all, span.start()); i < all.size() && all.get(i).span().start() < end; i++) {
                found.add(all.get(i).span());
            }
            if (copy.later.expression().parsed() instanceof Parsed.Valid valid) {
                valid.comments().forEach(comment -> found.add(copy.later.expression().text().toFile(comment.span())));
            }
            found.sort((a, b) -> Integer.compare(a.start(), b.start()));
            return found;
        }

        private static int firstFrom(List<YamlStream.Comment> comments, int offset) {
            int low = 0;
            int high = comments.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (comments.get(middle).span().start() < offset) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private static Fix made(Copy copy, String what, List<TextEdit> edits) {
            RuleGroup stays = copy.first.group();
            String where = stays == copy.later.group() ? "the first one" : "that of group `" + stays.name().value().orElse("") + "`"
                    + (copy.first.file() == copy.later.file() ? "" : " in `" + nameOf(copy.first.file()) + "`");
            return new Fix(what + ": " + where + " stays" + pace(stays, copy.later.group()), Applicability.UNSAFE, edits);
        }

        private static String nameOf(RuleFile file) {
            String path = file.text().file().path();
            return path.substring(path.lastIndexOf('/') + 1);
        }

        private static String pace(RuleGroup stays, RuleGroup goes) {
            String stayed = interval(stays);
            String gone = interval(goes);
            return stayed.equals(gone) ? "" : ", evaluated " + stayed + " instead of " + gone;
        }

        private static String interval(RuleGroup group) {
            return group.interval().value().map(interval -> "every " + PromDuration.format(interval.toMillis())).orElse("at the server's own interval");
        }
    }
}
