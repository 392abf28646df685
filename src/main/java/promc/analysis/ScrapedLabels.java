package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.regex.Language;
import promc.regex.Regex;
import promc.regex.RegexUse;

/// The labels that a target exposes, together with its own (Prometheus `scrape.mutateSampleLabels`, before the series are relabelled).
final class ScrapedLabels {
    static final String EXPORTED = "exported_";
    private static final Language RENAMED = ((Regex) Regex.parse(EXPORTED + ".+", RegexUse.RELABEL)).language();

    private final RelabelState exposed;
    private final RelabelState target;
    private final Why why;

    private ScrapedLabels(RelabelState exposed, RelabelState target, Why why) {
        this.exposed = exposed;
        this.target = target;
        this.why = why;
    }

    /// `mayBeEmpty` tells that the target may expose labels with empty values: under `honor_labels` such a label keeps the target's own away. `why` is evidence for what clashes.
    static RelabelState of(RelabelState exposed, RelabelState target, boolean honor, boolean mayBeEmpty, Why why) {
        ScrapedLabels labels = new ScrapedLabels(exposed, target, why);
        return honor ? labels.honoured(mayBeEmpty) : labels.renamed();
    }

    /// All labels of which more is told than that they may be there, and those whose new names are told.
    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(exposed.labels().keySet());
        names.addAll(target.labels().keySet());
        for (String name : List.copyOf(names)) {
            for (String old = name; old.startsWith(EXPORTED); ) {
                old = old.substring(EXPORTED.length());
                names.add(old);
            }
        }
        return names;
    }

    private RelabelState honoured(boolean mayBeEmpty) {
        RelabelState merged = base(exposed.others().or(target.others()));
        for (String name : names()) {
            LabelFact own = target.label(name);
            LabelFact there = exposed.label(name);
            if (there.isAlways() || own.isNever()) {
                merged = merged.with(name, there);
            } else if (there.isNever() && !mayBeEmpty) {
                merged = merged.with(name, own);
            } else {
                Presence presence = own.isAlways() && !mayBeEmpty ? Presence.ALWAYS : Presence.MAYBE;
                merged = merged.with(name, new LabelFact(presence, there.isNever() ? own.values() : own.values().or(there.values()), own.why()));
            }
        }
        return merged;
    }

    private RelabelState base(RelabelNames others) {
        return new RelabelState(Map.of(), others, exposed.others().isNone() ? target.rest() : exposed.rest(), exposed.samples());
    }

    private RelabelState renamed() {
        RelabelNames others = exposed.others().or(target.others());
        RelabelState merged = base(exposed.others().isNone() || target.others().isNone() ? others : others.plus(RENAMED));
        List<String> clashes = new ArrayList<>();
        for (String name : names()) {
            LabelFact own = target.label(name);
            LabelFact there = exposed.label(name);
            merged = merged.with(name, own.isNever() ? there : own.isAlways() || there.isNever() ? own
                    : new LabelFact(there.isAlways() ? Presence.ALWAYS : Presence.MAYBE, own.values().or(there.values()), own.why()));
            if (!own.isNever() && !there.isNever()) {
                clashes.add(name);
            }
        }
        // Shorter names are given new ones first, and take those of longer ones.
        clashes.sort((a, b) -> a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b));
        for (String name : clashes) {
            merged = renamed(merged, name);
        }
        return merged;
    }

    /// The exposed value goes to the first name with `exported_` before it, once or more often, that is free.
    private RelabelState renamed(RelabelState merged, String clash) {
        LabelFact there = exposed.label(clash);
        boolean certain = there.isAlways() && target.label(clash).isAlways();
        RelabelState changed = merged;
        for (String name = EXPORTED + clash; ; name = EXPORTED + name) {
            LabelFact taken = changed.label(name);
            if (taken.isNever()) {
                return changed.with(name, new LabelFact(certain ? Presence.ALWAYS : Presence.MAYBE, there.values(), why));
            }
            if (!taken.isAlways()) {
                changed = changed.with(name, new LabelFact(certain ? Presence.ALWAYS : Presence.MAYBE, taken.values().or(there.values()), why));
                // Where it was taken, the next one is looked at.
                certain = false;
                String last = name;
                if (taken.isUnknown() && changed.labels().keySet().stream().noneMatch(known -> known.length() > last.length() && known.endsWith(EXPORTED + last))) {
                    return changed;
                }
            }
        }
    }
}
