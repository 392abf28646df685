package promc.regex;

import java.util.ArrayList;
import java.util.List;

/// Moves the spans of a tree from the wrapped text to the pattern inside. Recursion is bounded by [TreeBuilder#MAX_HEIGHT].
final class Spans {
    private Spans() {
    }

    static int clamp(int offset, int length) {
        return Math.clamp(offset, 0, length);
    }

    static RegexNode shift(RegexNode node, int by, int length) {
        int start = clamp(node.start() + by, length);
        int end = clamp(node.end() + by, length);
        return switch (node) {
            case RegexNode.Capture capture ->
                new RegexNode.Capture(shift(capture.body(), by, length), capture.index(), capture.name(), start, end);
            case RegexNode.Repeat repeat ->
                new RegexNode.Repeat(shift(repeat.body(), by, length), repeat.min(), repeat.max(), repeat.greedy(), start, end);
            case RegexNode.Concat concat -> new RegexNode.Concat(shift(concat.parts(), by, length), start, end);
            case RegexNode.Alternate alternate -> new RegexNode.Alternate(shift(alternate.branches(), by, length), start, end);
            case RegexNode.Empty _, RegexNode.Literal _, RegexNode.CharClass _, RegexNode.Dot _, RegexNode.Assertion _ ->
                node.withSpan(start, end);
        };
    }

    private static List<RegexNode> shift(List<RegexNode> nodes, int by, int length) {
        var shifted = new ArrayList<RegexNode>();
        for (var node : nodes) {
            shifted.add(shift(node, by, length));
        }
        return shifted;
    }
}
