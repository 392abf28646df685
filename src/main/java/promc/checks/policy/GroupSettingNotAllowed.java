package promc.checks.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Entry;
import promc.lint.Option;
import promc.lint.Policy;
import promc.lint.Severity;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.promql.PromDuration;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// A setting of a group that the team's policy forbids, or asks for.
public final class GroupSettingNotAllowed implements Check.GroupCheck {
    private static final Option<Optional<Duration>> MIN = new Option.Period("min", "how long it is at least, where it is set");
    private static final Option<Optional<Duration>> MAX = new Option.Period("max", "how long it is at most, where it is set");
    private static final Option<Boolean> REQUIRED = new Option.Flag("required", "it has to be set", false);
    private static final Option<Integer> MOST = new Option.Int("max", "how much it is at most", Integer.MAX_VALUE);
    private static final Option<List<String>> VALUES = new Option.Strings("values", "the values that are allowed", List.of());
    private static final Option.Entries INTERVAL = Policy.ofGroups("interval", "how often groups are evaluated", false, MIN, MAX, REQUIRED);
    private static final Option.Entries OFFSET = Policy.ofGroups("query_offset", "how far back groups are evaluated", false, MIN, MAX, REQUIRED);
    private static final Option.Entries LIMIT = Policy.ofGroups("limit", "the `limit` of groups, of which 0 is none", false, MOST, REQUIRED);
    private static final Option.Entries STRATEGY = Policy.ofGroups("partial_response_strategy", "the one of Thanos' groups", false, VALUES, REQUIRED);
    private static final Option.Entries TENANTS = Policy.ofGroups("source_tenants", "the ones of Mimir's groups", false, VALUES, REQUIRED);
    private static final CheckInfo INFO = CheckInfo.proved("policy/group-setting-not-allowed", Severity.WARNING, "A setting of a group is not one that the policy allows")
            .options(INTERVAL, OFFSET, LIMIT, STRATEGY, TENANTS).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        for (Option.Entries option : List.of(INTERVAL, OFFSET, LIMIT, STRATEGY, TENANTS)) {
            Optional<YamlNode> written = group.node().get(option.key()).filter(node -> !(node instanceof YamlScalar scalar && scalar.isNull()));
            for (Entry item : context.option(option, context.file())) {
                if (!Policy.covers(item, group, context)) {
                    continue;
                }
                if (written.isPresent()) {
                    fault(item, written.get()).ifPresent(fault -> Policy.report(item, context, context.file(), written.get().span(), "`" + option.key() + "` " + fault));
                } else if (item.get(REQUIRED)) {
                    Policy.report(item, context, context.file(), group.name().span(), "the group `" + group.name().value().orElse("") + "` does not set `" + option.key() + "`");
                }
            }
        }
    }

    private static Optional<String> fault(Entry item, YamlNode written) {
        if (item.has(VALUES)) {
            List<YamlNode> values = written instanceof YamlSequence list ? list.items() : List.of(written);
            return values.stream().map(YamlNode::resolve).filter(YamlScalar.class::isInstance).map(node -> ((YamlScalar) node).value()).filter(value -> !item.get(VALUES).contains(value)).findFirst()
                    .map(value -> "has `" + value + "`, which is none of `" + String.join("`, `", item.get(VALUES)) + "`");
        }
        if (!(written instanceof YamlScalar scalar) || !item.has(MIN) && !item.has(MAX)) {
            return Optional.empty();
        }
        if (item.values().get(MAX.key()) instanceof Integer most) {
            boolean over = scalar.value().matches("[0-9]{1,9}") && (Integer.parseInt(scalar.value()) == 0 || Integer.parseInt(scalar.value()) > most);
            return over ? Optional.of("is " + scalar.value() + (scalar.value().matches("0+") ? ", which is no limit" : "") + "; the policy allows at most " + most) : Optional.empty();
        }
        OptionalLong millis = PromDuration.parseMillis(scalar.value());
        if (millis.isEmpty()) {
            return Optional.empty();
        }
        Duration value = Duration.ofMillis(millis.getAsLong());
        Optional<Duration> min = item.get(MIN).filter(least -> value.compareTo(least) < 0);
        return min.isPresent() ? Optional.of("is " + scalar.value() + ", the policy wants at least " + PromDuration.format(min.get().toMillis()))
                : item.get(MAX).filter(most -> value.compareTo(most) > 0).map(most -> "is " + scalar.value() + ", the policy allows at most " + PromDuration.format(most.toMillis()));
    }
}
