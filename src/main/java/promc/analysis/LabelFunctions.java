package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.promql.Expr.Call;
import promc.regex.Regex;
import promc.regex.Template;

/// `label_replace` and `label_join`.
final class LabelFunctions {
    /// More combinations of joined values than this are not listed.
    private static final int MAX_JOINED = Values.MAX_VALUES;

    private LabelFunctions() {}

    /// Three outcomes: the pattern matches and makes a value; it matches and makes an empty one, which deletes the label; it does not match, and nothing changes.
    static List<Shape> replace(Call call, Shape shape) {
        Optional<String> target = CallSeries.string(call, 1);
        Optional<String> replacement = CallSeries.string(call, 2);
        Optional<String> source = CallSeries.string(call, 3);
        Optional<Regex> regex = CallSeries.regex(call, 4);
        if (target.isEmpty() || replacement.isEmpty() || source.isEmpty() || regex.isEmpty()) {
            return List.of(target.isEmpty() ? shape : shape.with(target.get(), unknown(call)));
        }
        // No label has the empty name: such a source is the empty string.
        LabelFact from = source.get().isEmpty() ? LabelFact.never(new Why("no label is named", call.args().get(3).span())) : shape.label(source.get());
        boolean may = mayMatch(from, regex.get());
        boolean must = mustMatch(from, regex.get());
        List<Shape> outcomes = new ArrayList<>();
        if (may) {
            outcomes.add(shape.with(target.get(), replaced(call, replacement.get(), from, regex.get())));
        }
        if (!must) {
            // What a pattern does not match that matches the empty string is there.
            outcomes.add(regex.get().matches("") ? shape.with(source.get(), LabelFact.always(from.values(), from.why())) : shape);
        }
        return outcomes.size() < 2 || !narrows(shape, target.get(), outcomes) ? List.of(outcomes.stream().reduce(Shape::or).orElse(shape)) : outcomes;
    }

    /// True if telling the outcomes apart says more than telling them as one.
    private static boolean narrows(Shape shape, String target, List<Shape> outcomes) {
        return !shape.label(target).isUnknown() && outcomes.stream().noneMatch(outcome -> outcome.label(target).isUnknown());
    }

    private static LabelFact unknown(Call call) {
        return LabelFact.maybe(Values.ANY, new Why("`" + call.function().name() + "` may set or delete it", call.span()));
    }

    private static LabelFact replaced(Call call, String replacement, LabelFact from, Regex regex) {
        Why sets = new Why("`label_replace` sets it", call.span());
        if (replacement.indexOf('$') < 0) {
            return replacement.isEmpty() ? LabelFact.never(new Why("`label_replace` deletes it", call.span())) : LabelFact.always(Values.of(replacement), sets);
        }
        boolean whole = (replacement.equals("$1") || replacement.equals("${1}")) && regex.pattern().matches("\\((\\.\\*|\\.\\+)\\)") || replacement.equals("$0") || replacement.equals("${0}");
        if (whole) {
            boolean needs = !regex.matches("");
            Values values = from.values() instanceof Values.OneOf oneOf ? Values.of(oneOf.values().stream().filter(regex::matches).toList()) : from.values();
            return new LabelFact(needs ? Presence.ALWAYS : from.presence(), values, sets);
        }
        boolean hasText = Template.parse(replacement).parts().stream().anyMatch(Template.Part.Text.class::isInstance);
        return hasText ? LabelFact.always(Values.ANY, sets) : unknown(call);
    }

    private static boolean mayMatch(LabelFact from, Regex regex) {
        if (!from.isAlways() && regex.matches("")) {
            return true;
        }
        return switch (from.values()) {
            case Values.OneOf oneOf -> oneOf.values().stream().anyMatch(regex::matches);
            case Values.Any ignored -> true;
            case Values.Matching ignored -> true;
        };
    }

    private static boolean mustMatch(LabelFact from, Regex regex) {
        if (!from.isAlways() && !regex.matches("")) {
            return false;
        }
        return switch (from.values()) {
            case Values.OneOf oneOf -> oneOf.values().stream().allMatch(regex::matches);
            case Values.Any ignored -> regex.matchesEverything() || regex.matchesAllButEmpty();
            case Values.Matching ignored -> regex.matchesEverything() || regex.matchesAllButEmpty();
        };
    }

    /// The values of the sources with the separator between them; an empty result deletes the label.
    static List<Shape> join(Call call, Shape shape) {
        Optional<String> target = CallSeries.string(call, 1);
        Optional<String> separator = CallSeries.string(call, 2);
        if (target.isEmpty() || separator.isEmpty()) {
            return List.of(target.isEmpty() ? shape : shape.with(target.get(), unknown(call)));
        }
        List<LabelFact> sources = new ArrayList<>();
        for (int i = 3; i < call.args().size(); i++) {
            sources.add(CallSeries.string(call, i).map(shape::label).orElseGet(() -> unknown(call)));
        }
        Why sets = new Why("`label_join` sets it", call.span());
        boolean separated = !separator.get().isEmpty() && sources.size() > 1;
        boolean always = separated || sources.stream().anyMatch(LabelFact::isAlways);
        boolean never = !separated && sources.stream().allMatch(LabelFact::isNever);
        if (never) {
            return List.of(shape.with(target.get(), LabelFact.never(new Why("`label_join` joins nothing, which deletes it", call.span()))));
        }
        Values values = joined(sources, separator.get());
        return List.of(shape.with(target.get(), new LabelFact(always ? Presence.ALWAYS : Presence.MAYBE, values, sets)));
    }

    private static Values joined(List<LabelFact> sources, String separator) {
        if (sources.size() == 1) {
            return sources.getFirst().values();
        }
        SortedSet<String> all = null;
        for (LabelFact source : sources) {
            if (!(source.values() instanceof Values.OneOf oneOf)) {
                return Values.ANY;
            }
            SortedSet<String> parts = new TreeSet<>(oneOf.values());
            if (!source.isAlways()) {
                parts.add("");
            }
            SortedSet<String> next = new TreeSet<>();
            for (String before : all == null ? List.of("") : all) {
                for (String part : parts) {
                    next.add(all == null ? part : before + separator + part);
                }
            }
            if (next.size() > MAX_JOINED) {
                return Values.ANY;
            }
            all = next;
        }
        return all == null ? Values.NONE : Values.of(all);
    }
}
