package promc.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds the syntax tree from the bottom up without recursion, and keeps Go's limits while doing so.
final class TreeBuilder {
    /// Go's `maxHeight`: what makes recursion over the tree safe.
    static final int MAX_HEIGHT = 1000;
    /// Go's `maxSize`: 128 MiB of instructions of 40 bytes.
    static final long MAX_SIZE = (128 << 20) / 40;
    /// Go's limit on a repeat count and on the product of nested ones.
    static final int MAX_REPEAT = 1000;
    /// A limit of ours: Go lets groups that capture nothing nest without end, at a cost that grows with the square of the depth.
    static final int MAX_OPEN_GROUPS = MAX_HEIGHT;

    /// `size` is the number of instructions Go counts, `repeats` the largest product of nested repeat counts below.
    private record Item(RegexNode node, int height, long size, long repeats) {
    }

    /// An open group (or the whole pattern): what to restore when it closes, finished branches, and the branch being read.
    private static final class Frame {
        final int start;
        final int outerFlags;
        final int captureIndex;
        final Optional<String> name;
        final List<Item> branches = new ArrayList<>();
        List<Item> parts = new ArrayList<>();

        Frame(int start, int outerFlags, int captureIndex, Optional<String> name) {
            this.start = start;
            this.outerFlags = outerFlags;
            this.captureIndex = captureIndex;
            this.name = name;
        }
    }

    /// Which of Go's limits was exceeded; the parser turns it into the error for the whole pattern.
    enum Limit { NONE, HEIGHT, SIZE }

    private final List<Frame> frames = new ArrayList<>(List.of(new Frame(0, 0, 0, Optional.empty())));
    private Limit exceeded = Limit.NONE;
    private int captures;
    private boolean highest;

    Limit exceeded() {
        return exceeded;
    }

    boolean hasOpenGroup() {
        return frames.size() > 1;
    }

    /// Whether a repetition operator has something to repeat here.
    boolean hasOperand() {
        return !top().parts.isEmpty();
    }

    void add(RegexNode leaf) {
        push(new Item(leaf, 1, 1, 1));
    }

    void openGroup(int start, int outerFlags) {
        open(new Frame(start, outerFlags, 0, Optional.empty()));
    }

    void openCapture(int start, int outerFlags, Optional<String> name) {
        open(new Frame(start, outerFlags, ++captures, name));
    }

    private void open(Frame frame) {
        frames.add(frame);
        if (frame.captureIndex == 0 && frames.size() > MAX_OPEN_GROUPS) {
            exceeded = Limit.HEIGHT;
        }
    }

    /// Closes the innermost group and returns the flags that held outside of it.
    int closeGroup(int end) {
        var frame = top();
        var body = finish(frame, end - 1);
        frames.removeLast();
        if (frame.captureIndex == 0) {
            push(new Item(body.node.withSpan(frame.start, end), body.height, body.size, body.repeats));
        } else {
            var capture = new RegexNode.Capture(body.node, frame.captureIndex, frame.name, frame.start, end);
            push(new Item(capture, body.height + 1, body.size + 2, body.repeats));
        }
        return frame.outerFlags;
    }

    void nextBranch(int at) {
        var frame = top();
        frame.branches.add(concatenation(frame.parts, at));
        frame.parts = new ArrayList<>();
    }

    /// Repeats the last operand; false when the product of nested counts is over Go's limit.
    boolean repeat(int min, int max, boolean greedy, boolean counted, int end) {
        var parts = top().parts;
        var operand = parts.removeLast();
        var body = operand.node;
        var node = new RegexNode.Repeat(body, min, max, greedy, body.start(), end);
        push(new Item(node, operand.height + 1, Math.max(1, repeatedSize(operand.size, min, max, counted)),
            repeatProduct(operand.repeats, min, max, counted)));
        return !(counted && (min >= 2 || max >= 2)) || parts.getLast().repeats <= MAX_REPEAT;
    }

    private static long repeatedSize(long size, int min, int max, boolean counted) {
        if (max == RegexNode.Repeat.UNBOUNDED) {
            return min == 0 ? 2 + size : counted ? 1 + min * size : 1 + size;
        }
        return counted ? max * size + (max - min) : 1 + size;
    }

    private static long repeatProduct(long product, int min, int max, boolean counted) {
        if (!counted) {
            return product;
        }
        if (max == 0) {
            return 1;
        }
        int count = max == RegexNode.Repeat.UNBOUNDED ? min : max;
        return Math.min(Integer.MAX_VALUE, Math.max(count, 1) * product);
    }

    /// The tree of the whole pattern, which ends at `end`; all groups must be closed.
    RegexNode build(int end) {
        var whole = finish(top(), end);
        highest = whole.height >= MAX_HEIGHT && !(whole.node instanceof RegexNode.Concat);
        return whole.node;
    }

    /// After [#build]: whether the tree as an operand of a concatenation would be higher than Go allows.
    boolean isHighest() {
        return highest;
    }

    private Frame top() {
        return frames.getLast();
    }

    private void push(Item item) {
        check(item);
        top().parts.add(item);
    }

    private Item check(Item item) {
        if (exceeded == Limit.NONE) {
            exceeded = item.height > MAX_HEIGHT ? Limit.HEIGHT : item.size > MAX_SIZE ? Limit.SIZE : Limit.NONE;
        }
        return item;
    }

    private Item finish(Frame frame, int at) {
        var last = concatenation(frame.parts, at);
        if (frame.branches.isEmpty()) {
            return last;
        }
        frame.branches.add(last);
        var nodes = new ArrayList<RegexNode>();
        int height = 0;
        long size = 0;
        long repeats = 1;
        for (var item : frame.branches) {
            if (item.node instanceof RegexNode.Alternate inner) {
                nodes.addAll(inner.branches());
                height = Math.max(height, item.height - 1);
            } else {
                nodes.add(item.node);
                height = Math.max(height, item.height);
            }
            size += item.size + 1;
            repeats = Math.max(repeats, item.repeats);
        }
        var node = new RegexNode.Alternate(nodes, frame.branches.getFirst().node.start(), Math.max(at, last.node.end()));
        return check(new Item(node, height + 1, size - 1, repeats));
    }

    private Item concatenation(List<Item> parts, int at) {
        if (parts.isEmpty()) {
            return new Item(new RegexNode.Empty(at, at), 1, 1, 1);
        }
        var nodes = new ArrayList<RegexNode>();
        int height = 0;
        long size = 0;
        long repeats = 1;
        for (var item : parts) {
            if (item.node instanceof RegexNode.Concat inner) {
                nodes.addAll(inner.parts());
                height = Math.max(height, item.height - 1);
            } else {
                nodes.add(item.node);
                height = Math.max(height, item.height);
            }
            size += item.size;
            repeats = Math.max(repeats, item.repeats);
        }
        joinLiterals(nodes);
        var node = nodes.size() == 1
            ? nodes.getFirst()
            : new RegexNode.Concat(nodes, nodes.getFirst().start(), nodes.getLast().end());
        return check(new Item(node, nodes.size() == 1 ? height : height + 1, size, repeats));
    }

    private static void joinLiterals(List<RegexNode> nodes) {
        int kept = 0;
        for (int i = 0; i < nodes.size(); ) {
            if (!(nodes.get(i) instanceof RegexNode.Literal first)) {
                nodes.set(kept++, nodes.get(i++));
                continue;
            }
            if (++i == nodes.size() || !joins(first, nodes.get(i))) {
                nodes.set(kept++, first);
                continue;
            }
            var text = new StringBuilder(first.text());
            int end = first.end();
            for (; i < nodes.size() && joins(first, nodes.get(i)); i++) {
                text.append(((RegexNode.Literal) nodes.get(i)).text());
                end = nodes.get(i).end();
            }
            nodes.set(kept++, new RegexNode.Literal(text.toString(), first.foldCase(), first.start(), end));
        }
        nodes.subList(kept, nodes.size()).clear();
    }

    private static boolean joins(RegexNode.Literal first, RegexNode next) {
        return next instanceof RegexNode.Literal literal && literal.foldCase() == first.foldCase();
    }
}
