package promc.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.Name;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.VectorSelector;
import promc.promql.Printer;
import promc.regex.Regex;
import promc.source.Span;

/// A selector as `match[]` may have it: what it asks of each label, the name among them, in one spelling and order. Matchers that every series satisfies are left out; a pattern of one value is an
/// equality. Two are equal if they ask for the same in the same words. Without any matcher it stands for every series, which no `match[]` of its own can say: [#text] writes it as one that does.
public final class MatchSelector {
    /// More values than this are not written one by one.
    static final int MAX_VALUES = 16;
    private static final Span NOWHERE = Span.at(0);
    private static final String EVERYTHING = "{" + Shape.NAME + "!=\"\"}";

    /// What one matcher asks of its label.
    public record Term(MatchOp op, String value) implements Comparable<Term> {
        Matcher of(String label) {
            return new Matcher(NOWHERE, new Name(NOWHERE, label, false), op, NOWHERE, new StringLiteral(NOWHERE, value), false);
        }

        /// False if the pattern cannot be read.
        boolean refuses(String text) {
            return switch (op) {
                case EQUAL -> !value.equals(text);
                case NOT_EQUAL -> value.equals(text);
                case REGEX -> Regex.parse(value) instanceof Regex regex && !regex.matches(text);
                case NOT_REGEX -> Regex.parse(value) instanceof Regex regex && regex.matches(text);
            };
        }

        @Override public int compareTo(Term other) {
            return op != other.op ? op.compareTo(other.op) : value.compareTo(other.value);
        }
    }

    private final Map<String, List<Term>> terms;
    private final int hash;
    // Found once: an estate has thousands of them, each compared with many.
    private volatile Optional<Optional<SortedSet<String>>> names = Optional.empty();
    private volatile String text = "";

    MatchSelector(Map<String, List<Term>> terms) {
        TreeMap<String, List<Term>> sorted = new TreeMap<>();
        terms.forEach((label, asked) -> {
            if (!asked.isEmpty()) {
                sorted.put(label, asked.size() == 1 ? List.copyOf(asked) : List.copyOf(new TreeSet<>(asked)));
            }
        });
        this.terms = Collections.unmodifiableMap(sorted);
        this.hash = sorted.hashCode();
    }

    /// What is asked of each label, by label; the name is one.
    public Map<String, List<Term>> terms() {
        return terms;
    }

    /// What a selector asks for, whatever its modifiers.
    public static MatchSelector of(VectorSelector selector) {
        return of(selector.name().map(Name::text), selector.matchers());
    }

    /// The same of some matchers.
    static MatchSelector of(Optional<String> name, Collection<Matcher> matchers) {
        Map<String, List<Term>> terms = new TreeMap<>();
        name.ifPresent(text -> add(Shape.NAME, new Term(MatchOp.EQUAL, text), terms));
        for (Matcher matcher : matchers) {
            if (!MatchLanguages.isTrueOfAll(matcher)) {
                add(matcher.label().text(), simple(matcher), terms);
            }
        }
        return new MatchSelector(terms);
    }

    /// The series of these metrics.
    static MatchSelector named(Collection<String> names) {
        return new MatchSelector(Map.of(Shape.NAME, List.of(oneOf(new TreeSet<>(names)))));
    }

    private static void add(String label, Term term, Map<String, List<Term>> terms) {
        terms.computeIfAbsent(label, key -> new ArrayList<>(1)).add(term);
    }

    private static Term simple(Matcher matcher) {
        String value = matcher.value().value();
        if (matcher.op().isRegex() && Regex.parse(value) instanceof Regex regex && regex.literal().isPresent()) {
            return new Term(matcher.op() == MatchOp.REGEX ? MatchOp.EQUAL : MatchOp.NOT_EQUAL, regex.literal().get());
        }
        return new Term(matcher.op(), value);
    }

    /// What asks for one of these values.
    static Term oneOf(SortedSet<String> values) {
        return values.size() == 1 ? new Term(MatchOp.EQUAL, values.first()) : new Term(MatchOp.REGEX, values.stream().map(Regex::quote).collect(Collectors.joining("|")));
    }

    /// The same, of the label `label` asking for `asked` alone; for nothing, if that is empty.
    MatchSelector with(String label, List<Term> asked) {
        Map<String, List<Term>> changed = new TreeMap<>(terms);
        changed.put(label, asked);
        return new MatchSelector(changed);
    }

    /// The metric it names exactly.
    public Optional<String> metric() {
        List<Term> asked = terms.getOrDefault(Shape.NAME, List.of());
        return asked.size() == 1 && asked.getFirst().op == MatchOp.EQUAL ? Optional.of(asked.getFirst().value) : Optional.empty();
    }

    /// The metrics that it can select, where these are few.
    public Optional<SortedSet<String>> names() {
        return values(Shape.NAME);
    }

    /// The values it accepts of a label, where these are few; the empty one stands for being absent.
    Optional<SortedSet<String>> values(String label) {
        if (!label.equals(Shape.NAME)) {
            return values(terms.getOrDefault(label, List.of()));
        }
        if (names.isEmpty()) {
            names = Optional.of(values(terms.getOrDefault(label, List.of())).map(Collections::unmodifiableSortedSet));
        }
        return names.get();
    }

    private static Optional<SortedSet<String>> values(List<Term> asked) {
        SortedSet<String> few = null;
        for (Term term : asked) {
            SortedSet<String> own = switch (term.op) {
                case EQUAL -> new TreeSet<>(List.of(term.value));
                case REGEX -> Regex.parse(term.value) instanceof Regex regex ? regex.finiteValues(MAX_VALUES).orElse(null) : null;
                case NOT_EQUAL, NOT_REGEX -> null;
            };
            if (own != null && (few == null || own.size() < few.size())) {
                few = new TreeSet<>(own);
            }
        }
        if (few != null) {
            few.removeIf(value -> refuse(asked, value));
        }
        return Optional.ofNullable(few);
    }

    /// The matchers of one label.
    List<Matcher> matchers(String label) {
        return terms.getOrDefault(label, List.of()).stream().map(term -> term.of(label)).toList();
    }

    /// True if it is proved to select nothing: what it asks of a label no value satisfies.
    public boolean isEmpty() {
        return terms.keySet().stream().anyMatch(label -> {
            List<Matcher> matchers = matchers(label);
            boolean nameless = label.equals(Shape.NAME) && values(label).filter(values -> values.stream().allMatch(String::isEmpty)).isPresent();
            return nameless || matchers.size() > 1 && MatchLanguages.excludeEachOther(matchers) || matchers.stream().anyMatch(MatchSelector::refusesAll);
        });
    }

    private static boolean refusesAll(Matcher matcher) {
        return matcher.op().isRegex() && Regex.parse(matcher.value().value()) instanceof Regex regex
                && (matcher.op() == MatchOp.REGEX ? regex.matchesNothing() : regex.matchesEverything());
    }

    /// Proved that this selects whatever `other` does, because it asks no more of any label.
    public boolean includes(MatchSelector other) {
        for (Map.Entry<String, List<Term>> asked : terms.entrySet()) {
            List<Term> given = other.terms.getOrDefault(asked.getKey(), List.of());
            for (Term term : asked.getValue()) {
                boolean exact = !given.isEmpty() && given.getFirst().op == MatchOp.EQUAL;
                if (!given.contains(term) && (given.isEmpty() || exact && term.refuses(given.getFirst().value)
                        || !exact && !MatchLanguages.implied(term.of(asked.getKey()), other.matchers(asked.getKey())))) {
                    return false;
                }
            }
        }
        return true;
    }

    /// False if it is proved that no series is selected by both.
    public boolean overlaps(MatchSelector other) {
        for (Map.Entry<String, List<Term>> asked : terms.entrySet()) {
            List<Term> there = other.terms.get(asked.getKey());
            if (there != null && excludes(asked.getKey(), asked.getValue(), there)) {
                return false;
            }
        }
        return true;
    }

    private static boolean excludes(String label, List<Term> a, List<Term> b) {
        if (a.getFirst().op == MatchOp.EQUAL) {
            return refuse(b, a.getFirst().value);
        }
        if (b.getFirst().op == MatchOp.EQUAL) {
            return refuse(a, b.getFirst().value);
        }
        List<Term> both = new ArrayList<>(a);
        both.addAll(b);
        Optional<SortedSet<String>> few = values(both);
        return few.isPresent() ? few.get().isEmpty() : MatchLanguages.excludeEachOther(both.stream().map(term -> term.of(label)).toList());
    }

    private static boolean refuse(List<Term> terms, String value) {
        for (Term term : terms) {
            if (term.refuses(value)) {
                return true;
            }
        }
        return false;
    }

    /// What is selected by both.
    MatchSelector and(MatchSelector other) {
        Map<String, List<Term>> both = new TreeMap<>(terms);
        other.terms.forEach((label, asked) -> both.merge(label, asked, MatchSelector::and));
        return new MatchSelector(both);
    }

    private static List<Term> and(List<Term> a, List<Term> b) {
        if (a.equals(b)) {
            return a;
        }
        List<Term> both = new ArrayList<>(a);
        both.addAll(b);
        Optional<SortedSet<String>> few = values(both);
        return few.isPresent() && !few.get().isEmpty() ? List.of(oneOf(few.get())) : both;
    }

    /// False if it is proved that no metric is named by both.
    boolean sharesName(MatchSelector other) {
        List<Term> own = terms.get(Shape.NAME);
        List<Term> there = other.terms.get(Shape.NAME);
        return own == null || there == null || !excludes(Shape.NAME, own, there);
    }

    /// True if a series with these labels is selected; the name is among them.
    public boolean selects(Map<String, String> series) {
        return terms.entrySet().stream().noneMatch(asked -> refuse(asked.getValue(), series.getOrDefault(asked.getKey(), "")));
    }

    /// As an expression; its parts have no place in any text.
    public VectorSelector selector() {
        Optional<Name> name = metric().filter(MatchSelector::isPlainName).map(text -> new Name(NOWHERE, text, false));
        List<Matcher> matchers = new ArrayList<>();
        terms.keySet().stream().filter(label -> name.isEmpty() || !label.equals(Shape.NAME)).forEach(label -> matchers.addAll(matchers(label)));
        return new VectorSelector(NOWHERE, name, Optional.empty(), matchers, Modifiers.NONE);
    }

    private static boolean isPlainName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == ':')) && !Character.isDigit(name.charAt(0));
    }

    /// As it stands in a `match[]`.
    public String text() {
        if (text.isEmpty()) {
            text = terms.isEmpty() ? EVERYTHING : Printer.print(selector());
        }
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof MatchSelector selector && hash == selector.hash && terms.equals(selector.terms);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }
}
