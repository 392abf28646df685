package promc.checks.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Option;
import promc.lint.Policy;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.source.Nearest;
import promc.yaml.YamlStream;

/// A rule of which nothing says whose it is: no label, no annotation, no comment. A comment `# owner: NAME` above a rule is for the rule, above a group for its rules, above `groups` for the file.
public final class MissingOwner implements Check.FileCheck {
    private static final Option<List<String>> LABELS = new Option.Strings("labels", "labels that name the owner", List.of());
    private static final Option<List<String>> ANNOTATIONS = new Option.Strings("annotations", "annotations that name the owner", List.of());
    private static final Option<List<String>> COMMENTS = new Option.Strings("comments", "what begins a comment that names the owner, before a colon", List.of("owner"));
    private static final Option<List<String>> ALLOWED = new Option.Strings("allowed", "the owners that there are; any, if none is named", List.of());
    private static final CheckInfo INFO = CheckInfo.proved("policy/missing-owner", Severity.WARNING, "Nothing says to whom a rule belongs, or it belongs to nobody known")
            .options(LABELS, ANNOTATIONS, COMMENTS, ALLOWED).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(RuleFile.class).forEach(view -> {
            Deque<Comment> comments = comments(view.yaml(), context);
            int groups = view.root().entry("groups").map(entry -> entry.key().span().start()).orElse(0);
            Optional<String> ofFile = before(comments, groups);
            for (RuleGroup group : view.groups()) {
                int first = group.rules().isEmpty() ? group.node().span().end() : group.rules().getFirst().node().span().start();
                int rules = Math.min(first, group.node().entry("rules").map(entry -> entry.key().span().start()).orElse(first));
                Optional<String> ofGroup = before(comments, rules).or(() -> ofFile);
                for (Rule rule : group.rules()) {
                    Optional<String> own = before(comments, rule.node().span().end());
                    judge(rule, group, own.or(() -> ofGroup), context);
                }
            }
        });
    }

    private record Comment(int at, String owner) {}

    private static Deque<Comment> comments(YamlStream yaml, Context context) {
        List<String> words = context.option(COMMENTS, context.file());
        Deque<Comment> found = new ArrayDeque<>();
        for (YamlStream.Comment comment : yaml.comments()) {
            String text = comment.span().of(context.file().text()).replaceFirst("^#+\\s*", "");
            for (String word : words) {
                if (text.startsWith(word) && text.startsWith(":", word.length()) && !text.substring(word.length() + 1).isBlank()) {
                    found.add(new Comment(comment.span().start(), text.substring(word.length() + 1).strip()));
                }
            }
        }
        return found;
    }

    /// Takes the comments that stand before `to`; the first of them counts.
    private static Optional<String> before(Deque<Comment> comments, int to) {
        Optional<String> first = Optional.empty();
        while (!comments.isEmpty() && comments.getFirst().at() < to) {
            String owner = comments.removeFirst().owner();
            first = first.isPresent() ? first : Optional.of(owner);
        }
        return first;
    }

    private static void judge(Rule rule, RuleGroup group, Optional<String> comment, Context context) {
        Optional<String> owner = value(Policy.labels(rule, group).toList(), context.option(LABELS, context.file()))
                .or(() -> value(rule.annotations(), context.option(ANNOTATIONS, context.file()))).or(() -> comment);
        List<String> allowed = context.option(ALLOWED, context.file());
        String name = "`" + rule.name().value().orElse("") + "`";
        Optional<Draft> draft = Optional.empty();
        if (owner.isEmpty()) {
            draft = Optional.of(context.report(context.file(), rule.name().span(), "nothing says to whom " + name + " belongs; the policy wants " + ways(context)));
        } else if (!allowed.isEmpty() && !allowed.contains(owner.get()) && !owner.get().contains("{{")) {
            draft = Optional.of(context.report(context.file(), rule.name().span(), name + " belongs to `" + owner.get() + "`, which is none of the owners that there are"
                    + Nearest.to(owner.get(), allowed).map(nearest -> "; did you mean `" + nearest + "`?").orElse("")));
        }
        draft.ifPresent(made -> made.in(Policy.about(rule, group)));
    }

    private static Optional<String> value(List<Pair> pairs, List<String> names) {
        return pairs.stream().filter(pair -> names.contains(pair.name())).map(Policy::text).flatMap(Optional::stream).filter(text -> !text.isBlank()).findFirst();
    }

    private static String ways(Context context) {
        List<String> ways = new ArrayList<>();
        context.option(LABELS, context.file()).forEach(label -> ways.add("a label `" + label + "`"));
        context.option(ANNOTATIONS, context.file()).forEach(annotation -> ways.add("an annotation `" + annotation + "`"));
        context.option(COMMENTS, context.file()).forEach(comment -> ways.add("a comment `# " + comment + ": NAME`"));
        return String.join(" or ", ways);
    }
}
