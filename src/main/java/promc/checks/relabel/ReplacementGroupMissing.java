package promc.checks.relabel;

import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// A reference to a group that the pattern does not have, which Go's `Regexp.Expand` makes the empty text: `$2` of one group, `$1_x` (a group named `1_x`), `$1` of none.
public final class ReplacementGroupMissing implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/replacement-group-missing", Severity.ERROR, "A relabel rule inserts a group that its pattern does not have, which is always empty")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        for (Turn turn : trace.turns()) {
            boolean expands = turn.rule().actionOrDefault() == Action.REPLACE || turn.rule().actionOrDefault() == Action.LABELMAP;
            // Without source labels there is nothing to insert, whatever the pattern.
            if (expands && !Rules.lacksSources(turn) && (!turn.isReached() || turn.mayMatch())) {
                turn.missingGroups().stream().findFirst().ifPresent(group -> report(group, turn.rule().replacement(), turn, context));
                if (turn.rule().actionOrDefault() == Action.REPLACE) {
                    turn.missingGroupsOfTarget().stream().findFirst().ifPresent(group -> report(group, turn.rule().targetLabel(), turn, context));
                }
            }
        }
    }

    private static void report(String group, Field<String> field, Turn turn, Context context) {
        RelabelRule rule = turn.rule();
        if (!(field instanceof Field.Present<String> present) || !(present.node() instanceof YamlScalar scalar)) {
            String target = rule.targetLabel().value().map(label -> "`" + label + "`").orElse("the label");
            context.report(context.file(), Rules.pattern(rule), "the pattern has no group, so what `replacement: $1` inserts is empty, and "
                    + (rule.actionOrDefault() == Action.LABELMAP ? "the labels are copied to no name" : target + " is removed") + " where it matches")
                    .note(context.file(), Rules.pattern(rule), "`$1` is the default of `replacement`; parentheses around the part that is meant make it a group");
            return;
        }
        int digits = 0;
        while (digits < group.length() && group.charAt(digits) >= '0' && group.charAt(digits) <= '9') {
            digits++;
        }
        String text = scalar.value();
        int at = text.indexOf("$" + group);
        String written = at >= 0 ? "$" + group : "${" + group + "}";
        boolean runsOn = at >= 0 && digits > 0 && digits < group.length();
        String groups = turn.groups() == 0 ? "has no groups" : turn.groups() == 1 ? "has one group" : "has " + turn.groups() + " groups";
        Draft draft = context.report(context.file(), scalar.span(), runsOn
                ? "`" + written + "` is read as a group named `" + group + "`, which the pattern does not have: nothing is inserted"
                : "the pattern " + groups + ", so `" + written + "` is empty");
        if (runsOn && Integer.parseInt(group.substring(0, Math.min(digits, 4))) <= turn.groups()) {
            String meant = "${" + group.substring(0, digits) + "}";
            EmbeddedText value = scalar.text();
            int from = value.text().indexOf("$" + group);
            draft.fix(from < 0 ? Optional.empty() : Fix.replace("Write `" + meant + "`", Applicability.UNSAFE, value, new Span(from, from + 1 + digits), meant));
        } else {
            draft.note(context.file(), Rules.pattern(rule), "the pattern");
        }
    }
}
