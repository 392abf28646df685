package promc.regex;

import java.util.ArrayList;
import java.util.List;

/// What a look at the syntax tree tells, so that most questions about everyday patterns need no automaton. `unbounded`: something may repeat without end. `choice`: more
/// than one string surely fits. `mayFail`: an assertion or an empty class may rule everything out.
record Outline(boolean unbounded, boolean choice, boolean mayFail) {
    static Outline of(RegexNode root) {
        boolean unbounded = false;
        boolean choice = false;
        boolean mayFail = false;
        List<RegexNode> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            switch (open.removeLast()) {
                case RegexNode.Empty ignored -> { }
                case RegexNode.Literal literal -> choice |= literal.foldCase() && literal.text().chars().anyMatch(Character::isLetter);
                case RegexNode.CharClass oneOf -> {
                    choice |= oneOf.set().size() > 1;
                    mayFail |= oneOf.set().isEmpty();
                }
                case RegexNode.Dot ignored -> choice = true;
                case RegexNode.Assertion ignored -> mayFail = true;
                case RegexNode.Capture capture -> open.add(capture.body());
                case RegexNode.Repeat repeat -> {
                    unbounded |= repeat.max() == RegexNode.Repeat.UNBOUNDED;
                    choice |= repeat.min() != repeat.max();
                    open.add(repeat.body());
                }
                case RegexNode.Concat concat -> open.addAll(concat.parts());
                case RegexNode.Alternate alternate -> {
                    choice |= alternate.branches().stream().filter(RegexNode.Literal.class::isInstance)
                            .map(branch -> ((RegexNode.Literal) branch).text()).distinct().count() > 1;
                    open.addAll(alternate.branches());
                }
            }
        }
        return new Outline(unbounded, choice, mayFail);
    }
}
