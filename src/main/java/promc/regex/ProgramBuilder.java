package promc.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns a syntax tree into a [Program], from the back: each node is built knowing what follows it. Equal instructions with equal
/// continuations are built once, so that common endings of alternatives are shared and no jumps are needed.
/// The size is bounded by the parser ([TreeBuilder#MAX_SIZE]), the recursion by [TreeBuilder#MAX_HEIGHT].
final class ProgramBuilder {
    private static final int NO_CHARACTER = -1;
    private static final CodePointSet NOT_NEWLINE = CodePointSet.single('\n').complement().intersect(CodePointSet.SCALARS);

    private record LoopKey(CodePointSet set, int next) {
    }

    private byte[] ops = new byte[16];
    private int[] arguments = new int[16];
    private int[] targets = new int[16];
    private int length;
    private final List<int[]> branches = new ArrayList<>();
    /// The numbers of sets as the pattern has them, surrogates included.
    private final Map<CodePointSet, Integer> numberByWritten = new HashMap<>();
    private final Map<CodePointSet, Integer> setNumbers = new HashMap<>();
    private final List<CodePointSet> sets = new ArrayList<>();
    private final Map<LoopKey, Integer> loops = new HashMap<>();
    private final Set<RegexNode> redundant = new HashSet<>();
    /// Open hashing from (op, argument, target) to the instruction that has them; boxed keys would cost ten times the room.
    private int[] index = new int[64];

    private ProgramBuilder() {
        emit(Program.Op.MATCH, 0, 0);
    }

    static Program build(Regex regex) {
        var builder = new ProgramBuilder();
        var root = regex.root();
        boolean searchBefore = regex.search() && !Anchors.boundToStart(root);
        boolean searchBehind = regex.search() && !Anchors.boundToEnd(root);
        for (var anchor : Anchors.atEdges(root)) {
            // With text around the match an anchor at its edge is a real condition.
            if (Anchors.begins(anchor) ? !searchBefore : !searchBehind) {
                builder.redundant.add(anchor);
            }
        }
        int tail = searchBehind ? builder.anything(Program.MATCH) : Program.MATCH;
        int start = builder.compile(root, tail);
        return builder.finish(searchBefore ? builder.anything(start) : start);
    }

    static Program literals(Collection<String> texts) {
        var builder = new ProgramBuilder();
        return builder.finish(builder.alternatives(texts.stream().map(Alternative::of).toList(), 0, Program.MATCH));
    }

    static Program anything() {
        var builder = new ProgramBuilder();
        return builder.finish(builder.anything(Program.MATCH));
    }

    private Program finish(int start) {
        return new Program(Arrays.copyOf(ops, length), Arrays.copyOf(arguments, length), Arrays.copyOf(targets, length),
            branches.toArray(int[][]::new), sets, start);
    }

    private int compile(RegexNode node, int next) {
        return switch (node) {
            case RegexNode.Empty _ -> next;
            case RegexNode.Literal literal -> literal(literal.text(), literal.foldCase(), next);
            case RegexNode.CharClass charClass -> character(charClass.set(), next);
            case RegexNode.Dot dot -> character(dotSet(dot), next);
            case RegexNode.Assertion assertion -> redundant.contains(assertion) ? next : assertion(assertion.kind(), next);
            case RegexNode.Capture capture -> compile(capture.body(), next);
            case RegexNode.Repeat repeat -> repeat(repeat, next);
            case RegexNode.Concat concat -> sequence(concat.parts(), next);
            case RegexNode.Alternate alternate -> alternatives(alternate.branches().stream().map(Alternative::of).toList(), 0, next);
        };
    }

    private int sequence(List<RegexNode> parts, int next) {
        int entry = next;
        for (var part : parts.reversed()) {
            entry = compile(part, entry);
        }
        return entry;
    }

    /// A branch of an alternation: plain characters first, then the rest.
    private record Alternative(int[] prefix, List<RegexNode> rest) {
        static Alternative of(RegexNode branch) {
            return switch (branch) {
                case RegexNode.Literal literal when !literal.foldCase() -> of(literal.text());
                case RegexNode.Concat concat when concat.parts().getFirst() instanceof RegexNode.Literal first && !first.foldCase() ->
                    new Alternative(first.text().codePoints().toArray(), concat.parts().subList(1, concat.parts().size()));
                default -> new Alternative(new int[0], List.of(branch));
            };
        }

        static Alternative of(String text) {
            return new Alternative(text.codePoints().toArray(), List.of());
        }
    }

    /// Shares common beginnings, so that a list of a thousand host names becomes a tree and not a thousand chains. What the alternatives
    /// have before `from` is the same and already dealt with.
    private int alternatives(List<Alternative> alternatives, int from, int next) {
        var starts = new ArrayList<Integer>();
        var byFirst = new LinkedHashMap<Integer, List<Alternative>>();
        for (var alternative : alternatives) {
            if (alternative.prefix.length == from) {
                starts.add(sequence(alternative.rest, next));
            } else {
                byFirst.computeIfAbsent(alternative.prefix[from], _ -> new ArrayList<>()).add(alternative);
            }
        }
        for (var group : byFirst.values()) {
            var first = group.getFirst();
            int to = group.size() == 1 ? first.prefix.length : commonEnd(group, from);
            int entry = group.size() == 1 ? sequence(first.rest, next) : alternatives(group, to, next);
            for (int i = to; i > from; i--) {
                entry = character(CodePointSet.single(first.prefix[i - 1]), entry);
            }
            starts.add(entry);
        }
        return branch(starts);
    }

    private static int commonEnd(List<Alternative> group, int from) {
        var first = group.getFirst().prefix;
        int end = first.length;
        for (var alternative : group) {
            int mismatch = Arrays.mismatch(first, from, end, alternative.prefix, from, alternative.prefix.length);
            end = mismatch < 0 ? end : Math.min(end, from + mismatch);
        }
        return end;
    }

    private static CodePointSet dotSet(RegexNode.Dot dot) {
        return dot.matchesNewline() ? CodePointSet.SCALARS : NOT_NEWLINE;
    }

    private int literal(String text, boolean foldCase, int next) {
        int entry = next;
        for (int i = text.length(); i > 0; ) {
            int c = text.codePointBefore(i);
            i -= Character.charCount(c);
            entry = character(foldCase ? CaseFolding.orbit(c) : CodePointSet.single(c), entry);
        }
        return entry;
    }

    private int character(CodePointSet set, int next) {
        var number = numberByWritten.get(set);
        if (number == null) {
            number = number(set.intersect(CodePointSet.SCALARS));
            numberByWritten.put(set, number);
        }
        return number == NO_CHARACTER ? branch(List.of()) : intern(Program.Op.CHAR, number, next);
    }

    private int number(CodePointSet scalars) {
        if (scalars.isEmpty()) {
            return NO_CHARACTER;
        }
        return setNumbers.computeIfAbsent(scalars, added -> {
            sets.add(added);
            return sets.size() - 1;
        });
    }

    private int assertion(RegexNode.Assertion.Kind kind, int next) {
        // Accepting happens at the end of the text only.
        return next == Program.MATCH && kind == RegexNode.Assertion.Kind.END_TEXT ? next : intern(Program.Op.ASSERT, kind.ordinal(), next);
    }

    private int anything(int next) {
        return loop(CodePointSet.SCALARS, next);
    }

    /// `[set]*` before `next`; equal ones are one, so that `a.*|b.*` needs one loop only.
    private int loop(CodePointSet set, int next) {
        return loops.computeIfAbsent(new LoopKey(set, next), _ -> {
            int loop = openBranch();
            branches.set(arguments[loop], new int[] {character(set, loop), next});
            return loop;
        });
    }

    private int repeat(RegexNode.Repeat repeat, int next) {
        int entry = next;
        if (repeat.max() == RegexNode.Repeat.UNBOUNDED) {
            entry = switch (repeat.body()) {
                case RegexNode.Dot dot -> loop(dotSet(dot), next);
                case RegexNode.CharClass charClass -> loop(charClass.set(), next);
                default -> loop(repeat.body(), next);
            };
        } else {
            for (int i = repeat.min(); i < repeat.max(); i++) {
                int body = compile(repeat.body(), entry);
                entry = branch(List.of(body, next));
            }
        }
        for (int i = 0; i < repeat.min(); i++) {
            int before = compile(repeat.body(), entry);
            if (before == entry) {
                break;
            }
            entry = before;
        }
        return entry;
    }

    private int loop(RegexNode body, int next) {
        int loop = openBranch();
        int entry = compile(body, loop);
        if (entry == loop) {
            return next;
        }
        branches.set(arguments[loop], new int[] {entry, next});
        return loop;
    }

    /// A branch to several places; no place at all is a dead end.
    private int branch(List<Integer> places) {
        int[] distinct = places.stream().mapToInt(Integer::intValue).distinct().toArray();
        if (distinct.length == 1) {
            return distinct[0];
        }
        int pc = openBranch();
        branches.set(arguments[pc], distinct);
        return pc;
    }

    private int openBranch() {
        branches.add(new int[0]);
        return emit(Program.Op.BRANCH, branches.size() - 1, 0);
    }

    private int emit(Program.Op op, int argument, int target) {
        if (length == ops.length) {
            ops = Arrays.copyOf(ops, 2 * length);
            arguments = Arrays.copyOf(arguments, 2 * length);
            targets = Arrays.copyOf(targets, 2 * length);
        }
        ops[length] = (byte) op.ordinal();
        arguments[length] = argument;
        targets[length] = target;
        return length++;
    }

    private int intern(Program.Op op, int argument, int target) {
        if (2 * length > index.length) {
            var old = index;
            index = new int[4 * old.length];
            for (int pc : old) {
                if (pc != 0) {
                    index[slot(ops[pc], arguments[pc], targets[pc])] = pc;
                }
            }
        }
        int slot = slot((byte) op.ordinal(), argument, target);
        if (index[slot] == 0) {
            index[slot] = emit(op, argument, target);
        }
        return index[slot];
    }

    private int slot(byte op, int argument, int target) {
        int hash = (op + 31 * argument) * 0x9E3779B9 ^ target * 0x85EBCA6B;
        int slot = (hash ^ hash >>> 15) & index.length - 1;
        while (index[slot] != 0) {
            int pc = index[slot];
            if (ops[pc] == op && arguments[pc] == argument && targets[pc] == target) {
                break;
            }
            slot = slot + 1 & index.length - 1;
        }
        return slot;
    }
}
