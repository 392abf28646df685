package promc.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import promc.model.EstateFile;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.model.Field;
import promc.model.Rule;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.source.SourceFile;
import promc.source.Span;

/// What holds of every file that was laid out, told without the code that lays out: expressions print the same, no comment of YAML or PromQL is lost, all that is no expression is the
/// same to the byte, and laying out again changes nothing.
final class FormatLaws {
    private FormatLaws() {}

    private static List<Rule> rules(SourceFile file) {
        EstateFile read = EstateReader.read(List.of(file)).files().getFirst();
        return SameFile.rules(read);
    }

    private static int comments(Rule rule) {
        return rule.expr().value().map(expression -> expression.parsed() instanceof Parsed.Valid valid ? valid.comments().size() : 0).orElse(0);
    }

    /// Comments of the YAML and of the expressions in it.
    static int comments(SourceFile file) {
        EstateFile read = EstateReader.read(List.of(file)).files().getFirst();
        return read.streams().stream().mapToInt(stream -> stream.comments().size()).sum() + rules(file).stream().mapToInt(FormatLaws::comments).sum();
    }

    /// The file without what stands in its expressions: their scalars, and what follows them on their line, which moves behind the header of a block.
    private static String around(SourceFile file) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        List<Span> spans = new ArrayList<>();
        for (Rule rule : rules(file)) {
            if (rule.expr() instanceof Field.Present<Expression> present) {
                spans.add(present.node().resolve().span());
            }
        }
        for (Span span : spans.stream().distinct().sorted((a, b) -> Integer.compare(a.start(), b.start())).toList()) {
            if (span.start() >= at) {
                out.append(file.text(), at, span.start());
                at = span.end();
                out.append(header(file.text(), span));
            }
        }
        return out.append(file.text(), at, file.text().length()).toString();
    }

    /// What stands behind the indicators of a block scalar on their line: a comment.
    private static String header(String text, Span span) {
        int end = text.indexOf('\n', span.start());
        return "|>".indexOf(text.charAt(span.start())) < 0 || end < 0 ? "" : text.substring(span.start() + 1, end).replaceAll("^[-+0-9]*", "").stripTrailing();
    }

    private static List<String> actions(SourceFile file) {
        return Pattern.compile("\\{\\{|}}|\\{%|%}").matcher(file.text()).results().map(MatchResult::group).toList();
    }

    static Optional<String> violation(FileFormatter.Result result, FormatOptions options) {
        List<Rule> before = rules(result.before());
        List<Rule> after = rules(result.after());
        if (before.size() != after.size()) {
            return Optional.of(before.size() + " rules are " + after.size());
        }
        for (int i = 0; i < before.size(); i++) {
            Optional<String> differs = difference(before.get(i), after.get(i));
            if (differs.isPresent()) {
                return differs;
            }
        }
        if (comments(result.before()) != comments(result.after())) {
            return Optional.of("comments are lost");
        }
        // White space before a comment behind a value, and a value that moves up behind its key, are the expression's place too.
        String old = around(result.before()).replaceAll("[ \\t]+(?=#|\\r?\\n|$)", "").replaceAll("(?m)(expr['\"]?:)\\s+", "$1");
        String now = around(result.after()).replaceAll("[ \\t]+(?=#|\\r?\\n|$)", "").replaceAll("(?m)(expr['\"]?:)\\s+", "$1");
        if (!old.equals(now)) {
            return Optional.of("what stands around the expressions changed: <" + old + ">\nis <" + now + ">");
        }
        if (!actions(result.before()).equals(actions(result.after()))) {
            return Optional.of("actions of a template are lost");
        }
        if (result.after().text().contains("\t") && !result.before().text().contains("\t")) {
            return Optional.of("tabs");
        }
        FileFormatter.Result again = FileFormatter.format(result.after(), options);
        return again.isChanged() ? Optional.of("the second run changes more") : Optional.empty();
    }

    private static Optional<String> difference(Rule before, Rule after) {
        Optional<Expression> a = before.expr().value();
        Optional<Expression> b = after.expr().value();
        if (a.isPresent() != b.isPresent()) {
            return Optional.of("an expression is gone");
        }
        if (a.isEmpty() || a.get().text().text().equals(b.orElseThrow().text().text())) {
            return Optional.empty();
        }
        boolean same = a.get().valid().map(Printer::print).equals(b.get().valid().map(Printer::print)) && a.get().valid().isPresent();
        return same && comments(before) == comments(after) ? Optional.empty() : Optional.of("another expression: " + a.get().text().text());
    }
}
