package promc.regex;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/// A regular expression that Go accepts, with its syntax tree and the language it stands for in its [RegexUse].
/// Immutable; two are equal when pattern and use are.
public final class Regex implements RegexResult {
    /// Every check of matchers asks about the same few hundred patterns. Past this many the memory starts anew.
    private static final int MAX_KNOWN = 2_000;
    private static final ConcurrentHashMap<String, RegexResult> MATCHERS = new ConcurrentHashMap<>();
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private final String pattern;
    private final RegexUse use;
    private final RegexNode root;
    private final boolean search;
    private final Outline outline;
    /// Built when first asked for; a race costs a second build of an equal value.
    private volatile Language language;
    /// Asked again and again of the patterns that [#parse] keeps; found out when first asked for.
    private volatile Boolean everything;
    private volatile Boolean allButEmpty;
    private volatile Few few;

    /// The answer of [#finiteValues] to its last limit.
    private record Few(int limit, Optional<SortedSet<String>> values) {}

    private Regex(String pattern, RegexUse use, RegexNode root, boolean search) {
        this.pattern = pattern;
        this.use = use;
        this.root = root;
        this.search = search;
        this.outline = Outline.of(root);
    }

    /// Parses the pattern of a Prometheus label matcher.
    public static RegexResult parse(String pattern) {
        RegexResult known = MATCHERS.get(pattern);
        if (known == null) {
            known = parse(pattern, RegexUse.MATCHER);
            if (MATCHERS.size() >= MAX_KNOWN) {
                MATCHERS.clear();
            }
            MATCHERS.put(pattern, known);
        }
        return known;
    }

    /// Parses the pattern as the program that reads it does. A pattern that fails only inside its wrapping (an unclosed `\Q`) has
    /// the wrapped text in the message, as there, but offsets of the pattern itself. (Of a matcher that nests just too deeply to be
    /// wrapped, Prometheus' message has the pattern in another spelling.)
    public static RegexResult parse(String pattern, RegexUse use) {
        int flags = use.dotMatchesNewline() ? RegexParser.DOT_NEWLINE : 0;
        try {
            var parsed = RegexParser.parse(pattern, flags, use.names());
            boolean wrapped = use.anchored() && (parsed.highest() || parsed.openQuote() && use != RegexUse.MATCHER);
            if (!wrapped) {
                return new Regex(pattern, use, parsed.root(), !use.anchored());
            }
        } catch (ParseFailure failure) {
            if (use.parsedAlone) {
                return failure.error();
            }
        }
        return parseWrapped(pattern, use);
    }

    private static RegexResult parseWrapped(String pattern, RegexUse use) {
        int shift = use.prefix.length();
        try {
            var root = RegexParser.parse(use.prefix + pattern + use.suffix, 0, use.names()).root();
            return new Regex(pattern, use, Spans.shift(root, -shift, pattern.length()), true);
        } catch (ParseFailure failure) {
            var error = failure.error();
            return new RegexError(error.message(), Spans.clamp(error.start() - shift, pattern.length()),
                Spans.clamp(error.end() - shift, pattern.length()));
        }
    }

    /// Go's `regexp.QuoteMeta`: a pattern that matches exactly `text`.
    public static String quote(String text) {
        var quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
                quoted.append('\\');
            }
            quoted.append(text.charAt(i));
        }
        return quoted.toString();
    }

    /// The pattern as it was given.
    public String pattern() {
        return pattern;
    }

    public RegexUse use() {
        return use;
    }

    /// The syntax tree of the pattern without its wrapping; only a [RegexUse#RELABEL] or [RegexUse#ALERTMANAGER] pattern whose
    /// parentheses break out of the wrapping has the anchors of the wrapping in it.
    public RegexNode root() {
        return root;
    }

    /// Whether a match may lie anywhere in the string.
    boolean search() {
        return search;
    }

    /// The strings this expression accepts where it is used.
    public Language language() {
        var built = language;
        if (built == null) {
            built = Language.of(this);
            language = built;
        }
        return built;
    }

    /// Whether the expression accepts `text`.
    public boolean matches(String text) {
        return language().matches(text);
    }

    /// The one string that the expression matches, when it is one (`api`, `foo\.bar`, `^(api)$`, `a{3}`).
    public Optional<String> literal() {
        if (isPlainText()) {
            return Optional.of(pattern);
        }
        return !search && outline.choice() ? Optional.empty() : finiteValues(1).filter(values -> values.size() == 1).map(SortedSet::first);
    }

    /// Whether the pattern is its own only match, written without any escape or operator: `=` says the same as `=~`.
    public boolean isPlainText() {
        return !search && root instanceof RegexNode.Literal literal && !literal.foldCase() && literal.text().equals(pattern)
            || !search && pattern.isEmpty();
    }

    /// All strings the expression matches when there are at most `limit`; empty when there are more, or when this was not found out.
    public Optional<SortedSet<String>> finiteValues(int limit) {
        Few known = few;
        if (known == null || known.values.isEmpty() && known.limit < limit) {
            known = new Few(limit, language().finiteValues(limit));
            few = known;
        }
        return known.values.filter(values -> values.size() <= limit);
    }

    /// Whether every string matches (`.*`, `(.*)`, `.*?`, `^.*$`, `a*.*`).
    public boolean matchesEverything() {
        Boolean known = everything;
        if (known == null) {
            known = (search || outline.unbounded()) && matches("") && language().isUniversal() instanceof Answer.Yes;
            everything = known;
        }
        return known;
    }

    /// Whether no string matches (`a$b`, `[^\x{0}-\x{10FFFF}]`).
    public boolean matchesNothing() {
        return (search || outline.mayFail()) && language().isEmpty() instanceof Answer.Yes;
    }

    /// Whether every string but the empty one matches (`.+`, `..*`).
    public boolean matchesAllButEmpty() {
        Boolean known = allButEmpty;
        if (known == null) {
            known = (search || outline.unbounded()) && !matches("") && Decision.covered(Language.any(), List.of(language(), Language.literal(""))) instanceof Answer.Yes;
            allButEmpty = known;
        }
        return known;
    }

    /// Leading `^` or `\A` and trailing `$` or `\z` that say what the full anchoring says anyway, in the order of the pattern;
    /// removing their spans leaves a pattern with the same meaning. None in a [RegexUse#SEARCH].
    public List<RegexNode.Assertion> redundantAnchors() {
        return search ? List.of() : Anchors.atEdges(root);
    }

    /// The branches of the alternation that is the whole pattern, or is all of it but anchors and one enclosing group; a pattern that is
    /// no alternation is its own only branch.
    public List<RegexNode> alternatives() {
        return Anchors.alternatives(root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Regex regex && pattern.equals(regex.pattern) && use == regex.use;
    }

    @Override
    public int hashCode() {
        return 31 * pattern.hashCode() + use.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
