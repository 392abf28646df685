package promc.regex;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Answers questions about several languages at once, lazily and within a budget.
public final class Decision {
    /// Configurations a search may make beyond what grows with the patterns themselves. Real matchers need some hundreds; this many take
    /// well under a tenth of a second, and a search that needs more is usually one that needs exponentially many.
    public static final int MAX_CONFIGURATIONS = 20_000;
    /// Configurations granted besides, one for each instruction of the positive patterns, so that long lists of names are decided; a
    /// pattern with more than this is no list of names but a large repeat count.
    static final long MAX_LINEAR = 100_000;
    /// Elementary steps a search may take; bounds the time when single configurations are large (about a tenth of a second).
    public static final long MAX_STEPS = 5_000_000;

    private Decision() {
    }

    /// Claim: no string is in all of these languages. The witness is a shortest string that is. Of no languages at all, the empty
    /// string is in all.
    public static Answer disjoint(Collection<Language> languages) {
        return disjoint(languages, new Effort(Long.MAX_VALUE));
    }

    /// As [#disjoint(Collection)], taking no more than [#MAX_STEPS] and no more than what is left of `effort`.
    public static Answer disjoint(Collection<Language> languages, Effort effort) {
        if (effort.isSpent()) {
            return new Answer.Unknown();
        }
        var positive = new ArrayList<Program>();
        var negative = new ArrayList<Program>();
        for (var language : languages) {
            var list = language.negated() ? negative : positive;
            if (!list.contains(language.program())) {
                list.add(language.program());
            }
        }
        if (positive.stream().anyMatch(negative::contains)) {
            return new Answer.Yes();
        }
        // What accepts everything constrains nothing, and makes each configuration larger.
        positive.removeIf(program -> program.acceptsEverything(program.start()));
        if (negative.stream().anyMatch(program -> program.acceptsEverything(program.start()))) {
            return new Answer.Yes();
        }
        if (positive.isEmpty()) {
            positive.add(Language.any().program());
        }
        var all = new ArrayList<>(positive);
        all.addAll(negative);
        // Dividing the characters into classes and laying out the programs takes about this long, however short the search is.
        effort.spend(all.stream().mapToLong(program -> 1L + program.size()).sum());
        return Alphabet.of(all)
            .map(alphabet -> new ProductSearch(List.copyOf(positive), List.copyOf(negative), alphabet, effort).run())
            .orElseGet(Answer.Unknown::new);
    }

    /// Claim: each string of `language` is in at least one of `covers`. The witness is a shortest one that is in none.
    public static Answer covered(Language language, Collection<Language> covers) {
        var all = new ArrayList<Language>();
        all.add(language);
        for (var cover : covers) {
            all.add(cover.complement());
        }
        return disjoint(all);
    }
}
