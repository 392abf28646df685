package promc.analysis;

/// What is known about one label of the series of a [Shape], and why.
public record LabelFact(Presence presence, Values values, Why why) {
    static LabelFact never(Why why) {
        return new LabelFact(Presence.NEVER, Values.NONE, why);
    }

    static LabelFact always(Values values, Why why) {
        return new LabelFact(Presence.ALWAYS, values, why);
    }

    static LabelFact maybe(Values values, Why why) {
        return new LabelFact(Presence.MAYBE, values, why);
    }

    public boolean isNever() {
        return presence == Presence.NEVER;
    }

    public boolean isAlways() {
        return presence == Presence.ALWAYS;
    }

    /// True if `value` can be the label's value; the empty value asks whether the label can be absent.
    public boolean allows(String value) {
        return value.isEmpty() ? presence != Presence.ALWAYS : presence != Presence.NEVER && values.contains(value);
    }

    /// True if nothing can be told: any series may have it, with any value.
    public boolean isUnknown() {
        return presence == Presence.MAYBE && values instanceof Values.Any;
    }

    /// Of series of which this holds or `other` does.
    LabelFact or(LabelFact other) {
        return new LabelFact(presence.or(other.presence), values.or(other.values), presence == Presence.NEVER ? other.why : why);
    }

    /// Of series of which both hold; impossible if no value satisfies both. The evidence is that of the fact that says more.
    LabelFact and(LabelFact other) {
        Presence both = presence == Presence.MAYBE ? other.presence : presence;
        Values common = both == Presence.NEVER ? Values.NONE : values.and(other.values);
        // A label that may be absent, and can have no value, is absent.
        return both == Presence.MAYBE && common.isEmpty() ? never(other.why) : new LabelFact(both, common, isUnknown() ? other.why : why);
    }

    /// Proved that no label satisfies both: not by a value that both allow, nor by being absent.
    public boolean excludes(LabelFact other) {
        boolean absentInBoth = !isAlways() && !other.isAlways();
        return !absentInBoth && (isNever() || other.isNever() || values.isDisjointFrom(other.values));
    }

    LabelFact because(Why reason) {
        return new LabelFact(presence, values, reason);
    }

    boolean saysTheSame(LabelFact other) {
        return presence == other.presence && values.equals(other.values);
    }
}
