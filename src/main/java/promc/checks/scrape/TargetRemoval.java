package promc.checks.scrape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import promc.analysis.ScrapedTarget;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.model.Estate;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.regex.Regex;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;

/// Takes one of two equal targets out of its job: the target alone, or, where its job has no other, the job. The later one goes, unless something in the estate reads its series by what the other's do not have,
/// or nothing would be left of its file: then the earlier one. Where that may not go either, the file is left without jobs.
final class TargetRemoval {
    /// What two jobs may differ in, so that which of them goes is no matter of taste.
    private static final Set<String> NAMES = Set.of("job", "instance");
    private static final Set<String> OWN_KEYS = Set.of("job_name", "static_configs");

    private TargetRemoval() {}

    /// Empty where which of the two was meant is not told.
    static Optional<Fix> of(ScrapedTarget later, ScrapedTarget earlier, Server server, Estate estate) {
        boolean same = later.written().value().equals(earlier.written().value());
        // For another server that loads the file the two names may be two processes.
        boolean ours = same || estate.servers().stream().noneMatch(other -> other != server && (has(other, later) || has(other, earlier)));
        Optional<Fix> one = ours ? remove(later, earlier, false, estate).or(() -> remove(earlier, later, false, estate)) : Optional.empty();
        return one.isPresent() || !ours ? one : remove(later, earlier, true, estate).or(() -> remove(earlier, later, true, estate));
    }

    private static boolean has(Server server, ScrapedTarget target) {
        return server.configs().stream().anyMatch(config -> config.text().file().path().equals(target.config().text().file().path()));
    }

    private static Optional<Fix> remove(ScrapedTarget gone, ScrapedTarget kept, boolean last, Estate estate) {
        SourceFile file = gone.file();
        if (gone.ofFile() || gone.config().text().text().length() != file.text().length() || !alike(gone, kept) || isSelected(gone.stored(), kept.stored(), estate)) {
            return Optional.empty();
        }
        String job = "the job `" + gone.job().name().value().orElse("") + "`";
        String what = "`" + gone.written().value() + "`";
        return edit(gone, file, last).map(edit -> new Fix("Remove " + (edit.whole() ? job + ", whose only target is " + what : "the target " + what + " of " + job), Applicability.UNSAFE, List.of(edit.edit())));
    }

    /// True if series of both differ in nothing but the names of job and target, and neither job has settings that the other has not.
    private static boolean alike(ScrapedTarget one, ScrapedTarget other) {
        Map<String, String> left = one.stored();
        Map<String, String> right = other.stored();
        boolean labels = left.keySet().equals(right.keySet()) && left.keySet().stream().allMatch(name -> NAMES.contains(name) || left.get(name).equals(right.get(name)));
        return labels && (one.job() == other.job() || settings(one).equals(settings(other)));
    }

    private static Map<String, String> settings(ScrapedTarget target) {
        String text = target.config().text().file().text();
        Map<String, String> settings = new TreeMap<>();
        target.job().node().effective().forEach(entry -> entry.name().filter(name -> !OWN_KEYS.contains(name)).ifPresent(name -> settings.put(name, entry.value().resolve().span().of(text))));
        return settings;
    }

    /// True if an expression of the estate asks for a label as only the series that would go have it.
    private static boolean isSelected(Map<String, String> gone, Map<String, String> kept, Estate estate) {
        return estate.expressions().flatMap(expression -> expression.valid().stream()).anyMatch(expr -> {
            boolean[] found = new boolean[1];
            expr.forEach(part -> found[0] |= part instanceof VectorSelector selector && selector.matchers().stream().anyMatch(matcher -> tells(matcher, gone, kept)));
            return found[0];
        });
    }

    private static boolean tells(Matcher matcher, Map<String, String> gone, Map<String, String> kept) {
        String label = matcher.label().text();
        return NAMES.contains(label) && matches(matcher, gone.getOrDefault(label, "")) && !matches(matcher, kept.getOrDefault(label, ""));
    }

    private static boolean matches(Matcher matcher, String value) {
        String wanted = matcher.value().value();
        boolean equal = matcher.op().isRegex() ? Regex.parse(wanted) instanceof Regex regex && regex.matches(value) : wanted.equals(value);
        return equal != matcher.op().isNegative();
    }

    /// `whole` if the job goes.
    private record Removal(TextEdit edit, boolean whole) {}

    /// Empty where the target is reached by an alias, shares its lines with something else, or is all that the file has, unless that is wanted (`last`).
    private static Optional<Removal> edit(ScrapedTarget target, SourceFile file, boolean last) {
        ScrapeJob job = target.job();
        Optional<YamlSequence> groups = list(job.node(), "static_configs");
        if (groups.isEmpty() || anchored(job.node(), file)) {
            return Optional.empty();
        }
        for (YamlNode item : groups.get().items()) {
            Optional<YamlSequence> targets = item instanceof YamlMapping group ? list(group, "targets") : Optional.empty();
            if (targets.filter(known -> known.items().stream().anyMatch(one -> one == target.written())).isEmpty()) {
                continue;
            }
            if (targets.get().items().size() > 1) {
                return YamlEdits.removeItem(file, targets.get(), target.written()).map(edit -> new Removal(edit, false));
            }
            if (groups.get().items().size() > 1) {
                return removeLines(file, groups.get(), item).map(edit -> new Removal(edit, false));
            }
            boolean alone = job.discoveries().isEmpty();
            return alone ? jobs(target.config()).flatMap(jobs -> last ? emptied(file, jobs) : removeLines(file, jobs, job.node())).map(edit -> new Removal(edit, true)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<YamlSequence> list(YamlMapping mapping, String key) {
        return mapping.own(key).map(Entry::value).filter(YamlSequence.class::isInstance).map(YamlSequence.class::cast);
    }

    private static Optional<YamlSequence> jobs(PrometheusConfig config) {
        return list(config.root(), "scrape_configs");
    }

    private static boolean anchored(YamlMapping node, SourceFile file) {
        return file.text().substring(file.lineStart(file.line(node.span().start())), node.span().end()).indexOf('&') >= 0;
    }

    /// Writes a list of one item, without a comment, as an empty one.
    private static Optional<TextEdit> emptied(SourceFile file, YamlSequence list) {
        String text = file.text();
        int start = list.span().start();
        while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        boolean plain = list.items().size() == 1 && list.span().of(text).indexOf('#') < 0 && start > 0 && text.charAt(start - 1) == ':';
        return plain ? Optional.of(new TextEdit(file, new Span(start, list.span().end()), " []")) : Optional.empty();
    }

    /// Removes an item without a comment in it. A comment above it keeps a line between itself and what follows; of empty lines around it only as many stay as there were on one side.
    private static Optional<TextEdit> removeLines(SourceFile file, YamlSequence list, YamlNode item) {
        String text = file.text();
        if (item.span().of(text).indexOf('#') >= 0) {
            return Optional.empty();
        }
        return YamlEdits.removeItem(file, list, item).map(edit -> list.flow() ? edit : tidied(file, list.items().getFirst() == item, edit));
    }

    private static TextEdit tidied(SourceFile file, boolean first, TextEdit edit) {
        int start = edit.span().start();
        int end = edit.span().end();
        int above = file.line(start) - 1;
        String before = above >= 1 ? file.lineSpan(above).of(file.text()).strip() : "";
        if (end == file.text().length()) {
            return above >= 1 && before.isEmpty() ? new TextEdit(file, new Span(file.lineStart(above), end), "") : edit;
        }
        int below = file.line(end);
        boolean blank = file.lineSpan(below).of(file.text()).isBlank();
        if (blank && (first && !before.startsWith("#") || before.isEmpty()) && below < file.lineCount()) {
            return new TextEdit(file, new Span(start, file.lineStart(below + 1)), "");
        }
        return before.startsWith("#") && !blank ? new TextEdit(file, edit.span(), file.lineEnding()) : edit;
    }
}
