package promc.report;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.lint.CheckInfo;
import promc.lint.Confidence;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Severity;
import promc.source.SourceFile;
import promc.source.Span;

/// Findings to report on, made by hand: the reports are tested without any check.
final class Sample {
    static final CheckInfo LITERAL = CheckInfo.proved("sample/literal", Severity.WARNING, "A plain string is compared as a pattern").fixable(Applicability.SAFE);
    static final CheckInfo TWICE = CheckInfo.proved("sample/twice", Severity.ERROR, "The same thing stands here twice");

    static final SourceFile RULES = SourceFile.of("rules/a b.yml", """
            groups:
              - name: "🚀"
                rules:
                  - {record: "x", expr: 'up{pod="🚀", job=~"api"}'}
                  - record: x
                    expr: up
            """);

    private Sample() {}

    static Finding literal() {
        Span at = find(RULES, "job=~\"api\"");
        return new Finding(LITERAL.id(), Severity.WARNING, Confidence.PROVED, "`api` is a plain string", RULES, at,
                Optional.of(new Finding.InRule("recording", "x", "🚀")), List.of(),
                Optional.of(new Fix("Use `=`", Applicability.SAFE, List.of(new TextEdit(RULES, new Span(at.start() + 3, at.start() + 5), "=")))));
    }

    static Finding twice() {
        Span second = find(RULES, "record: x\n        expr: up").cover(find(RULES, "expr: up\n"));
        return new Finding(TWICE.id(), Severity.ERROR, Confidence.LIKELY, "`x` is recorded twice: 100% the same,\nline 5", RULES,
                new Span(second.start(), second.end() - 1), Optional.empty(),
                List.of(new Finding.Note("the first is here", RULES, find(RULES, "\"x\""))), Optional.empty());
    }

    static Findings findings() {
        return of(List.of(literal(), twice()));
    }

    static Findings of(List<Finding> findings) {
        return new Findings(findings, List.of(new Findings.Suppressed(literal(), "it grows next week")), new Findings.Summary(1, 2, 2), List.of());
    }

    static Finding at(SourceFile file, Span span) {
        return new Finding(LITERAL.id(), Severity.INFO, Confidence.LIKELY, "here", file, span, Optional.empty(), List.of(), Optional.empty());
    }

    static Span find(SourceFile file, String text) {
        int start = file.text().indexOf(text);
        if (start < 0) {
            throw new IllegalArgumentException("not in the sample: " + text);
        }
        return new Span(start, start + text.length());
    }
}
