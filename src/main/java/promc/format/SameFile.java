package promc.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.model.EstateFile;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.promql.SameTokens;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlAlias;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Compares a file before and after its expressions were laid out: the same nodes, the same values and the same comments, but for the white space inside expressions.
final class SameFile {
    private final FormatOptions.Style style;
    private final Set<Span> ignored = new HashSet<>();

    private SameFile(FormatOptions.Style style) {
        this.style = style;
    }

    static boolean holds(EstateFile before, EstateFile after, FormatOptions.Style style) {
        List<YamlStream> old = before.streams();
        List<YamlStream> now = after.streams();
        SameFile same = new SameFile(style);
        if (old.size() != now.size() || !same.rules(rules(before), rules(after))) {
            return false;
        }
        // The scalar that holds a whole rule file is compared node by node, as a stream of its own.
        old.stream().skip(1).forEach(nested -> same.ignored.add(nested.text().toFile(nested.text().span())));
        for (int i = 0; i < old.size(); i++) {
            if (!same.streams(old.get(i), now.get(i))) {
                return false;
            }
        }
        return true;
    }

    static List<Rule> rules(EstateFile file) {
        return file.views(RuleFile.class).flatMap(view -> view.groups().stream()).flatMap(group -> group.rules().stream()).toList();
    }

    private boolean rules(List<Rule> old, List<Rule> now) {
        if (old.size() != now.size()) {
            return false;
        }
        for (int i = 0; i < old.size(); i++) {
            Optional<Expression> a = old.get(i).expr().value();
            Optional<Expression> b = now.get(i).expr().value();
            if (a.isPresent() != b.isPresent() || a.isPresent() && !expressions(a.get(), b.get())) {
                return false;
            }
            a.ifPresent(expression -> ignored.add(expression.text().toFile(expression.text().span())));
        }
        return true;
    }

    private boolean expressions(Expression old, Expression now) {
        if (old.text().text().equals(now.text().text())) {
            return true;
        }
        if (!(old.parsed() instanceof Parsed.Valid a) || !(now.parsed() instanceof Parsed.Valid b)) {
            return false;
        }
        return Printer.print(a.root()).equals(Printer.print(b.root()))
                && (style == FormatOptions.Style.PROMETHEUS || SameTokens.compare(a.text(), b.text()));
    }

    private boolean streams(YamlStream old, YamlStream now) {
        if (old.documents().size() != now.documents().size() || old.problems().size() != now.problems().size() || !comments(old).equals(comments(now))) {
            return false;
        }
        for (int i = 0; i < old.documents().size(); i++) {
            Optional<YamlNode> a = old.documents().get(i).root();
            Optional<YamlNode> b = now.documents().get(i).root();
            if (a.isPresent() != b.isPresent() || a.isPresent() && !nodes(a.get(), b.get())) {
                return false;
            }
        }
        return true;
    }

    private static List<String> comments(YamlStream stream) {
        List<String> texts = new ArrayList<>();
        stream.comments().forEach(comment -> texts.add(comment.text().stripTrailing()));
        return texts;
    }

    private boolean nodes(YamlNode old, YamlNode now) {
        return switch (old) {
            case YamlAlias a -> now instanceof YamlAlias b && a.name().equals(b.name());
            case YamlScalar a -> now instanceof YamlScalar b && a.tag().equals(b.tag())
                    && (ignored.contains(a.text().toFile(a.text().span())) || a.style() == b.style() && a.value().equals(b.value()));
            case YamlSequence a -> now instanceof YamlSequence b && a.items().size() == b.items().size() && items(a.items(), b.items());
            case YamlMapping a -> now instanceof YamlMapping b && a.entries().size() == b.entries().size()
                    && items(a.entries().stream().map(Entry::key).toList(), b.entries().stream().map(Entry::key).toList())
                    && items(a.entries().stream().map(Entry::value).toList(), b.entries().stream().map(Entry::value).toList());
        };
    }

    private boolean items(List<YamlNode> old, List<YamlNode> now) {
        for (int i = 0; i < old.size(); i++) {
            if (!nodes(old.get(i), now.get(i))) {
                return false;
            }
        }
        return true;
    }
}
