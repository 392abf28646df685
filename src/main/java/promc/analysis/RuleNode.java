package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.promql.Expr.VectorSelector;

/// A rule in its place, with what it reads of other rules and who reads it. Told apart by identity.
public final class RuleNode {
    private final Rule rule;
    private final RuleGroup group;
    private final RuleFile file;
    private final int position;
    private final List<Reading> reads = new ArrayList<>(0);
    private final List<Reading> readers = new ArrayList<>(0);
    private final List<VectorSelector> fromElsewhere = new ArrayList<>(0);
    private final List<VectorSelector> wide = new ArrayList<>(0);

    RuleNode(Rule rule, RuleGroup group, RuleFile file, int position) {
        this.rule = rule;
        this.group = group;
        this.file = file;
        this.position = position;
    }

    public Rule rule() {
        return rule;
    }

    public RuleGroup group() {
        return group;
    }

    public RuleFile file() {
        return file;
    }

    /// Its place in the group, from 0: rules of a group are evaluated in this order.
    public int position() {
        return position;
    }

    /// The name it records, or of the alert; empty if it has none.
    public String name() {
        return rule.name().value().orElse("");
    }

    /// What its selectors read of the rules that are loaded with it, in the order of the selectors.
    public List<Reading> reads() {
        return Collections.unmodifiableList(reads);
    }

    /// Who reads what it makes.
    public List<Reading> readers() {
        return Collections.unmodifiableList(readers);
    }

    /// The selectors of a named metric that no rule loaded with it makes: it is scraped, or comes from elsewhere.
    public List<VectorSelector> fromElsewhere() {
        return Collections.unmodifiableList(fromElsewhere);
    }

    /// The selectors that may read so many rules that no edge is kept for them.
    public List<VectorSelector> wide() {
        return Collections.unmodifiableList(wide);
    }

    void reads(Reading reading) {
        reads.add(reading);
        reading.producer().readers.add(reading);
    }

    void readsElsewhere(VectorSelector selector) {
        fromElsewhere.add(selector);
    }

    void readsWidely(VectorSelector selector) {
        wide.add(selector);
    }

    /// A selector of `reader` that reads what `producer` makes. `sure`: the selector accepts every series that the producer can write; otherwise it is only not excluded.
    /// `past`: it asks for earlier values, by a range, `offset` or `@`, its own or that of a subquery around it. `named`: it names the metric, and the alert, exactly.
    public record Reading(RuleNode producer, RuleNode reader, VectorSelector selector, boolean sure, boolean past, boolean named) {
        /// True if both are of one group.
        public boolean inGroup() {
            return producer.group == reader.group;
        }
    }
}
