package promc.checks.policy;

import java.time.Duration;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Entry;
import promc.lint.Option;
import promc.lint.Policy;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.PromDuration;
import promc.source.Span;

/// A `for` or `keep_firing_for` that is shorter or longer than the team's policy wants it. Without the key it is 0s.
public final class DurationNotAllowed implements Check.RuleCheck {
    private static final Option<Optional<Duration>> MIN = new Option.Period("min", "how long it is at least");
    private static final Option<Optional<Duration>> MAX = new Option.Period("max", "how long it is at most");
    private static final Option.Entries FOR = Policy.ofRules("for", "how long the `for` of alerts is", false, MIN, MAX);
    private static final Option.Entries KEEP = Policy.ofRules("keep_firing_for", "how long the `keep_firing_for` of alerts is", false, MIN, MAX);
    private static final CheckInfo INFO = CheckInfo.proved("policy/duration-not-allowed", Severity.WARNING, "The `for` or `keep_firing_for` of an alert is shorter or longer than the policy allows")
            .options(FOR, KEEP).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (rule.isAlert()) {
            check(FOR, rule.hold(), rule, group, context);
            check(KEEP, rule.keepFiringFor(), rule, group, context);
        }
    }

    private static void check(Option.Entries option, Field<Duration> written, Rule rule, RuleGroup group, Context context) {
        for (Entry item : context.option(option, context.file())) {
            Optional<Duration> value = written.isAbsent() ? Optional.of(Duration.ZERO) : written.value();
            if (value.isEmpty() || !Policy.covers(item, rule, group, context)) {
                continue;
            }
            Span place = written.isAbsent() ? rule.name().span() : written.span();
            String what = written.isAbsent() ? "`" + rule.name().value().orElse("") + "` has no `" + option.key() + "`" : "`" + option.key() + "` is " + text(value.get());
            item.get(MIN).filter(min -> value.get().compareTo(min) < 0)
                    .ifPresent(min -> Policy.report(item, context, context.file(), place, what + ", the policy wants at least " + text(min)));
            item.get(MAX).filter(max -> value.get().compareTo(max) > 0)
                    .ifPresent(max -> Policy.report(item, context, context.file(), place, what + ", the policy allows at most " + text(max)));
        }
    }

    private static String text(Duration duration) {
        return PromDuration.format(duration.toMillis());
    }
}
