package promc.checks.policy;

import java.util.List;
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
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.regex.Regex;

/// An alert, a recorded metric or a group whose name is not as the team's policy wants it.
public final class NameNotAllowed implements Check.GroupCheck {
    private static final Option<Optional<Regex>> MATCHES = new Option.Pattern("matches", "what the name has to match");
    private static final Option<Optional<Regex>> NOT_MATCHES = new Option.Pattern("not_matches", "what the name may not match");
    private static final Option.Entries ALERTS = Policy.ofRules("alerts", "how alerts are named", false, MATCHES, NOT_MATCHES);
    private static final Option.Entries RECORDS = Policy.ofRules("records", "how recorded metrics are named", false, MATCHES, NOT_MATCHES);
    private static final Option.Entries GROUPS = Policy.ofGroups("groups", "how groups are named", false, MATCHES, NOT_MATCHES);
    private static final CheckInfo INFO = CheckInfo.proved("policy/name-not-allowed", Severity.WARNING, "An alert, a recorded metric or a group is not named as the policy wants it")
            .options(ALERTS, RECORDS, GROUPS).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        for (Entry item : context.option(GROUPS, context.file())) {
            if (Policy.covers(item, group, context) && group.name() instanceof Field.Present<String> name) {
                fault(item, name.content()).ifPresent(fault -> Policy.report(item, context, context.file(), name.span(), "the name of the group `" + name.content() + "` " + fault));
            }
        }
        List<Entry> alerts = context.option(ALERTS, context.file());
        List<Entry> records = context.option(RECORDS, context.file());
        for (Rule rule : group.rules()) {
            for (Entry item : rule.isAlert() ? alerts : rule.isRecording() ? records : List.<Entry>of()) {
                if (rule.name() instanceof Field.Present<String> name && Policy.covers(item, rule, group, context)) {
                    fault(item, name.content()).ifPresent(fault -> Policy.report(item, context, context.file(), name.span(), "the name `" + name.content() + "` " + fault).in(Policy.about(rule, group)));
                }
            }
        }
    }

    private static Optional<String> fault(Entry item, String name) {
        Optional<Regex> wanted = item.get(MATCHES).filter(pattern -> !pattern.matches(name));
        return wanted.isPresent() ? wanted.map(pattern -> "does not match `" + pattern.pattern() + "`")
                : item.get(NOT_MATCHES).filter(pattern -> pattern.matches(name)).map(pattern -> pattern.matchesEverything() ? "is not allowed here" : "matches `" + pattern.pattern() + "`");
    }
}
