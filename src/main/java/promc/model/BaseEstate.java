package promc.model;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The estate as it was at the commit that a change is judged against. It is read when first asked for.
///
/// Spans and files of [#estate()] are those of the older texts: a finding stands in the estate of today, and what was then is told in words.
public final class BaseEstate {
    private final Supplier<Estate> reader;
    private final Map<String, String> pathsThen;
    private Estate estate;

    /// `pathsThen` has the older path of each file that was renamed, by the path it has now; both as reports show them.
    public BaseEstate(Supplier<Estate> reader, Map<String, String> pathsThen) {
        this.reader = reader;
        this.pathsThen = Map.copyOf(pathsThen);
    }

    public synchronized Estate estate() {
        if (estate == null) {
            estate = reader.get();
        }
        return estate;
    }

    /// Each rule of `now` that was there before, in the order of `now`. What is not among them is new, or was removed.
    public List<RuleMatch> matches(Estate now) {
        return RuleMatch.between(estate(), now, path -> pathsThen.getOrDefault(path, path));
    }
}
