package promc.checks.group;

import java.util.List;
import java.util.Optional;
import promc.analysis.RuleGraph;
import promc.analysis.RuleNode;
import promc.analysis.RuleNode.Reading;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.source.SourceFile;
import promc.source.Span;

/// Moves a rule of a group, with the comments that stand right above it, to where nothing reads it too early and it reads nothing too early.
final class RuleOrder {
    private RuleOrder() {}

    /// Puts the recording rule before the first one that reads it, or else the reader behind the last one that it reads. Empty if either would read another rule too early
    /// then, or if the text does not show which lines belong to the rule.
    static Optional<Fix> repair(Reading reading, RuleGraph graph) {
        RuleNode producer = reading.producer();
        RuleNode reader = reading.reader();
        int first = producer.readers().stream().filter(Reading::inGroup).mapToInt(other -> other.reader().position()).min().orElse(0);
        if (producer.reads().stream().noneMatch(read -> read.inGroup() && read.producer().position() >= first) && isAlone(producer, graph)) {
            return move(producer, first, "Move the rule that records `" + producer.name() + "` before its readers; they will read the value of the same evaluation");
        }
        int last = reader.reads().stream().filter(Reading::inGroup).mapToInt(other -> other.producer().position()).max().orElse(0);
        if (reader.readers().stream().noneMatch(read -> read.inGroup() && read.reader().position() <= last) && isAlone(reader, graph)) {
            return move(reader, last + 1, "Move the rule behind those that it reads; it will read their values of the same evaluation");
        }
        return Optional.empty();
    }

    /// True if no other rule of the group has its name: the order of rules that share out a name is somebody's choice. Nor is it known what reads it by a pattern.
    private static boolean isAlone(RuleNode node, RuleGraph graph) {
        return node.group().rules().stream().filter(rule -> rule.name().value().equals(node.rule().name().value())).count() == 1
                && node.group().rules().stream().allMatch(rule -> graph.of(rule).filter(other -> other.wide().isEmpty()).isPresent());
    }

    private static Optional<Fix> move(RuleNode moved, int before, String title) {
        SourceFile file = moved.file().text().file();
        RuleGroup group = moved.group();
        List<Rule> rules = group.rules();
        Optional<Span> block = block(file, rules, moved.position());
        Optional<Span> target = before < rules.size() ? block(file, rules, before) : block(file, rules, rules.size() - 1).map(last -> Span.at(last.end()));
        if (block.isEmpty() || target.isEmpty() || column(file, rules.get(moved.position())) != column(file, rules.get(Math.min(before, rules.size() - 1)))) {
            return Optional.empty();
        }
        String text = block.get().of(file.text());
        return text.endsWith("\n") && (target.get().start() == 0 || file.text().charAt(target.get().start() - 1) == '\n')
                ? Optional.of(new Fix(title, Fix.Applicability.UNSAFE, List.of(new TextEdit(file, block.get(), ""), new TextEdit(file, Span.at(target.get().start()), text))))
                : Optional.empty();
    }

    private static int column(SourceFile file, Rule rule) {
        return rule.node().span().start() - file.lineStart(file.line(rule.node().span().start()));
    }

    /// The whole lines of a rule: from the first of the comments right above it to its last line. Empty if other things stand on those lines, or comments below it of which it is
    /// not clear what they are about.
    private static Optional<Span> block(SourceFile file, List<Rule> rules, int position) {
        Span span = rules.get(position).node().span();
        String text = file.text();
        if (rules.get(position).node().flow()) {
            return Optional.empty();
        }
        int first = file.line(span.start());
        String lead = text.substring(file.lineStart(first), span.start());
        if (!lead.isBlank() && !lead.strip().equals("-") || lead.isBlank()) {
            return Optional.empty();
        }
        int last = file.line(Math.max(span.start(), span.end() - 1));
        String rest = text.substring(span.end(), Math.max(span.end(), file.lineSpan(last).end())).strip();
        if (!rest.isEmpty() && !rest.startsWith("#") || last == file.lineCount()) {
            return Optional.empty();
        }
        // A comment that goes on behind the rule, with a blank line or nothing behind itself, may be about either.
        int below = last + 1;
        while (below <= file.lineCount() && isComment(file, below)) {
            below++;
        }
        boolean next = position + 1 < rules.size() && file.line(rules.get(position + 1).node().span().start()) == below;
        if (below > last + 1 && !next) {
            return Optional.empty();
        }
        int from = first;
        while (from > 1 && isComment(file, from - 1)) {
            from--;
        }
        return Optional.of(new Span(file.lineStart(from), file.lineStart(last + 1)));
    }

    private static boolean isComment(SourceFile file, int line) {
        return file.lineSpan(line).of(file.text()).strip().startsWith("#");
    }
}
