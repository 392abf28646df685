package promc.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import promc.model.EstateFile;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.promql.Parsed;
import promc.source.Span;
import promc.yaml.YamlStream;

/// The comments of a file of YAML: its own, and those of the PromQL in its rules.
public final class CommentSpans {
    private CommentSpans() {}

    /// Their spans in the file, from the `#` on; those of YAML first.
    public static List<Span> of(EstateFile file) {
        Stream<Span> yaml = file.streams().stream().flatMap(stream -> stream.comments().stream()).map(YamlStream.Comment::span);
        Stream<Span> promql = file.views(RuleFile.class).flatMap(view -> view.groups().stream()).flatMap(group -> group.rules().stream()).flatMap(CommentSpans::of);
        return Stream.concat(yaml, promql).toList();
    }

    private static Stream<Span> of(Rule rule) {
        Optional<Expression> expression = rule.expr().value();
        return expression.stream().flatMap(e -> switch (e.parsed()) {
            case Parsed.Valid valid -> valid.comments().stream();
            case Parsed.IllTyped illTyped -> illTyped.comments().stream();
            case Parsed.Broken ignored -> Stream.<Parsed.Comment>empty();
        }).map(comment -> expression.get().text().toFile(comment.span()));
    }
}
