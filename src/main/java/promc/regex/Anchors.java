package promc.regex;

import java.util.ArrayList;
import java.util.List;

/// Questions about the two ends of a syntax tree. Recursion is bounded by [TreeBuilder#MAX_HEIGHT].
final class Anchors {
    private Anchors() {
    }

    /// The assertions that always hold because they stand at the very start or end of everything the tree matches.
    static List<RegexNode.Assertion> atEdges(RegexNode root) {
        var found = new ArrayList<RegexNode.Assertion>();
        leading(root, found);
        trailing(root, found);
        return found.stream().distinct().sorted((a, b) -> Integer.compare(a.start(), b.start())).toList();
    }

    static boolean begins(RegexNode node) {
        return node instanceof RegexNode.Assertion assertion && switch (assertion.kind()) {
            case BEGIN_TEXT, BEGIN_LINE -> true;
            case END_TEXT, END_LINE, WORD_BOUNDARY, NOT_WORD_BOUNDARY -> false;
        };
    }

    static boolean ends(RegexNode node) {
        return node instanceof RegexNode.Assertion assertion && switch (assertion.kind()) {
            case END_TEXT, END_LINE -> true;
            case BEGIN_TEXT, BEGIN_LINE, WORD_BOUNDARY, NOT_WORD_BOUNDARY -> false;
        };
    }

    /// Adds the leading anchors; true when the node is one, so that what follows it is still at the start.
    private static boolean leading(RegexNode node, List<RegexNode.Assertion> found) {
        switch (node) {
            case RegexNode.Assertion assertion when begins(node) -> {
                found.add(assertion);
                return true;
            }
            case RegexNode.Capture capture -> leading(capture.body(), found);
            case RegexNode.Alternate alternate -> {
                for (var branch : alternate.branches()) {
                    leading(branch, found);
                }
            }
            case RegexNode.Concat concat -> {
                for (var part : concat.parts()) {
                    if (!leading(part, found)) {
                        break;
                    }
                }
            }
            default -> { }
        }
        return false;
    }

    private static boolean trailing(RegexNode node, List<RegexNode.Assertion> found) {
        switch (node) {
            case RegexNode.Assertion assertion when ends(node) -> {
                found.add(assertion);
                return true;
            }
            case RegexNode.Capture capture -> trailing(capture.body(), found);
            case RegexNode.Alternate alternate -> {
                for (var branch : alternate.branches()) {
                    trailing(branch, found);
                }
            }
            case RegexNode.Concat concat -> {
                for (var part : concat.parts().reversed()) {
                    if (!trailing(part, found)) {
                        break;
                    }
                }
            }
            default -> { }
        }
        return false;
    }

    /// Whether every match starts at the start of the text, because each branch says so.
    static boolean boundToStart(RegexNode node) {
        return bound(node, RegexNode.Assertion.Kind.BEGIN_TEXT);
    }

    /// Whether every match ends at the end of the text, because each branch says so.
    static boolean boundToEnd(RegexNode node) {
        return bound(node, RegexNode.Assertion.Kind.END_TEXT);
    }

    private static boolean bound(RegexNode node, RegexNode.Assertion.Kind kind) {
        return switch (node) {
            case RegexNode.Assertion assertion -> assertion.kind() == kind;
            case RegexNode.Capture capture -> bound(capture.body(), kind);
            case RegexNode.Alternate alternate -> {
                for (var branch : alternate.branches()) {
                    if (!bound(branch, kind)) {
                        yield false;
                    }
                }
                yield true;
            }
            case RegexNode.Concat concat ->
                bound(kind == RegexNode.Assertion.Kind.BEGIN_TEXT ? concat.parts().getFirst() : concat.parts().getLast(), kind);
            case RegexNode.Empty _, RegexNode.Literal _, RegexNode.CharClass _, RegexNode.Dot _, RegexNode.Repeat _ -> false;
        };
    }

    static List<RegexNode> alternatives(RegexNode root) {
        var node = root;
        if (node instanceof RegexNode.Concat concat) {
            var parts = concat.parts().stream().filter(part -> !begins(part) && !ends(part)).toList();
            boolean anchorsAtEdgesOnly = parts.size() == 1 && atEdges(root).containsAll(concat.parts().stream()
                .filter(part -> begins(part) || ends(part)).map(RegexNode.Assertion.class::cast).toList());
            node = anchorsAtEdgesOnly ? parts.getFirst() : root;
        }
        if (node instanceof RegexNode.Capture capture && capture.body() instanceof RegexNode.Alternate) {
            node = capture.body();
        }
        return node instanceof RegexNode.Alternate alternate ? alternate.branches() : List.of(root);
    }
}
