package promc.lint;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import promc.checks.Checks;
import promc.model.EstateReader;
import promc.source.SourceFile;

/// Lints texts with checks of the tests' own.
final class Texts {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private Texts() {}

    /// Reports each rule at its name: `test/rule`.
    static final class RuleNames implements Check.RuleCheck {
        static final CheckInfo INFO = CheckInfo.proved("test/rule", Severity.WARNING, "A rule");

        @Override public CheckInfo info() {
            return INFO;
        }

        @Override public void check(promc.model.Rule rule, promc.model.RuleGroup group, Context context) {
            context.report(context.file(), rule.name().span(), "rule " + rule.name().value().orElse("?"));
        }
    }

    /// Reports each expression at its first vector selector's name: `test/metric`.
    static final class Metrics implements Check.ExprCheck {
        static final CheckInfo INFO = CheckInfo.likely("test/metric", Severity.INFO, "A metric");

        @Override public CheckInfo info() {
            return INFO;
        }

        @Override public void check(promc.promql.Expr root, promc.model.Expression expression, Context context) {
            root.forEach(node -> {
                if (node instanceof promc.promql.Expr.VectorSelector selector && selector.name().isPresent()) {
                    context.report(expression.text(), selector.name().get().span(), "metric " + selector.name().get().text());
                }
            });
        }
    }

    /// Reports each group at its name: `other/group`.
    static final class Groups implements Check.GroupCheck {
        static final CheckInfo INFO = CheckInfo.proved("other/group", Severity.WARNING, "A group");

        @Override public CheckInfo info() {
            return INFO;
        }

        @Override public void check(promc.model.RuleGroup group, promc.model.RuleFile file, Context context) {
            context.report(context.file(), group.name().span(), "group " + group.name().value().orElse("?"));
        }
    }

    static List<Check> checks() {
        List<Check> checks = new ArrayList<>(Checks.ALL.stream().filter(Check.Own.class::isInstance).toList());
        checks.addAll(List.of(new RuleNames(), new Metrics(), new Groups()));
        return checks;
    }

    static Findings lint(String text) {
        return lint(Map.of("rules.yml", text), Config.DEFAULT);
    }

    static Findings lint(Map<String, String> texts, Config config) {
        List<SourceFile> files = texts.entrySet().stream().map(entry -> SourceFile.of(entry.getKey(), entry.getValue())).toList();
        return new Linter(checks(), config::forFile, TODAY).lint(EstateReader.read(files));
    }

    /// `check line:column` of each finding.
    static List<String> places(Findings findings) {
        return findings.findings().stream().map(finding -> finding.check() + " " + finding.start()).toList();
    }
}
