package promc.regex;

import java.util.List;

/// A non-deterministic automaton over code points. Instructions are numbered; number [#MATCH] accepts at the end of the string.
///
/// A state is the number of the instruction that comes next. Between two characters one follows branches and assertions; whether an
/// assertion holds depends only on the *contexts* of that place: what kind of character (or edge) lies before and behind it.
final class Program {
    static final int MATCH = 0;

    /// Contexts: the edge of the text (start when looking back, end when looking ahead), a newline, a word character, anything else.
    static final int EDGE = 0;
    static final int NEWLINE = 1;
    static final int WORD = 2;
    static final int OTHER = 3;

    enum Op { MATCH, CHAR, BRANCH, ASSERT }

    private static final Op[] OPS = Op.values();
    private static final RegexNode.Assertion.Kind[] KINDS = RegexNode.Assertion.Kind.values();

    private final byte[] ops;
    /// `CHAR`: number of its set. `ASSERT`: ordinal of its kind. `BRANCH`: index into `branches`.
    private final int[] arguments;
    private final int[] targets;
    private final int[][] branches;
    private final CodePointSet[] sets;
    private final int start;
    private final boolean hasAssertions;

    Program(byte[] ops, int[] arguments, int[] targets, int[][] branches, List<CodePointSet> sets, int start) {
        this.ops = ops;
        this.arguments = arguments;
        this.targets = targets;
        this.branches = branches;
        this.sets = sets.toArray(CodePointSet[]::new);
        this.start = start;
        boolean found = false;
        for (byte op : ops) {
            found |= op == Op.ASSERT.ordinal();
        }
        this.hasAssertions = found;
    }

    int size() {
        return ops.length;
    }

    int start() {
        return start;
    }

    boolean hasAssertions() {
        return hasAssertions;
    }

    Op op(int pc) {
        return OPS[ops[pc]];
    }

    /// The number of the set of a `CHAR` instruction.
    int setNumber(int pc) {
        return arguments[pc];
    }

    CodePointSet set(int number) {
        return sets[number];
    }

    int setCount() {
        return sets.length;
    }

    /// Where a `CHAR` or `ASSERT` instruction goes on.
    int target(int pc) {
        return targets[pc];
    }

    int[] branches(int pc) {
        return branches[arguments[pc]];
    }

    RegexNode.Assertion.Kind kind(int pc) {
        return KINDS[arguments[pc]];
    }

    /// Whether every string is accepted from here on, as far as that shows at once: a loop over any character that may stop anywhere.
    boolean acceptsEverything(int pc) {
        if (op(pc) != Op.BRANCH) {
            return false;
        }
        boolean stops = false;
        boolean loops = false;
        for (int next : branches(pc)) {
            stops |= next == MATCH;
            loops |= op(next) == Op.CHAR && target(next) == pc && set(setNumber(next)).equals(CodePointSet.SCALARS);
        }
        return stops && loops;
    }

    /// The context that a character makes for its neighbours.
    static int context(int codePoint) {
        if (codePoint == '\n') {
            return NEWLINE;
        }
        return EscapeParser.WORD.contains(codePoint) ? WORD : OTHER;
    }

    static boolean holds(RegexNode.Assertion.Kind kind, int before, int behind) {
        return switch (kind) {
            case BEGIN_TEXT -> before == EDGE;
            case END_TEXT -> behind == EDGE;
            case BEGIN_LINE -> before == EDGE || before == NEWLINE;
            case END_LINE -> behind == EDGE || behind == NEWLINE;
            case WORD_BOUNDARY -> (before == WORD) != (behind == WORD);
            case NOT_WORD_BOUNDARY -> (before == WORD) == (behind == WORD);
        };
    }
}
