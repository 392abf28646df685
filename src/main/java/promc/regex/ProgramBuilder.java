package promc.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns a syntax tree into a [Program], from the back: each node is built knowing what follows it. Equal instructions with equal
/// continuations are built once, so that common endings of alternatives are shared and no jumps are needed.
/// The size is bounded by the parser ([TreeBuilder#MAX_SIZE]), the recursion by [TreeBuilder#MAX_HEIGHT].
final class ProgramBuilder {
    private static final CodePointSet NOT_NEWLINE = CodePointSet.single('\n').complement().intersect(CodePointSet.SCALARS);

    private record LoopKey(CodePointSet set, int next) {
    }

    private byte[] ops = new byte[16];
    private int[] arguments = new int[16];
    private int[] targets = new int[16];
    private int length;
    private final List<int[]> branches = new ArrayList<>();
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

    static Program literals(Iterable<String> texts) {
        var builder = new ProgramBuilder();
        var starts = new ArrayList<Integer>();
        for (var text : texts) {
            starts.add(builder.literal(text, false, Program.MATCH));
        }
        return builder.finish(builder.branch(starts));
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
            case RegexNode.CharClass charClass -> character(charClass.set().intersect(CodePointSet.SCALARS), next);
            case RegexNode.Dot dot -> character(dotSet(dot), next);
            case RegexNode.Assertion assertion -> redundant.contains(assertion) ? next : assertion(assertion.kind(), next);
            case RegexNode.Capture capture -> compile(capture.body(), next);
            case RegexNode.Repeat repeat -> repeat(repeat, next);
            case RegexNode.Concat concat -> {
                int entry = next;
                for (var part : concat.parts().reversed()) {
                    entry = compile(part, entry);
                }
                yield entry;
            }
            case RegexNode.Alternate alternate -> {
                var starts = new ArrayList<Integer>();
                for (var branch : alternate.branches()) {
                    starts.add(compile(branch, next));
                }
                yield branch(starts);
            }
        };
    }

    private static CodePointSet dotSet(RegexNode.Dot dot) {
        return dot.matchesNewline() ? CodePointSet.SCALARS : NOT_NEWLINE;
    }

    private int literal(String text, boolean foldCase, int next) {
        int entry = next;
        for (int i = text.length(); i > 0; ) {
            int c = text.codePointBefore(i);
            i -= Character.charCount(c);
            entry = character((foldCase ? CaseFolding.orbit(c) : CodePointSet.single(c)).intersect(CodePointSet.SCALARS), entry);
        }
        return entry;
    }

    private int character(CodePointSet set, int next) {
        if (set.isEmpty()) {
            return branch(List.of());
        }
        int number = setNumbers.computeIfAbsent(set, added -> {
            sets.add(added);
            return sets.size() - 1;
        });
        return intern(Program.Op.CHAR, number, next);
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
                case RegexNode.CharClass charClass -> loop(charClass.set().intersect(CodePointSet.SCALARS), next);
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
