package promc.regex;

import java.util.List;
import java.util.Optional;

/// A node of the syntax tree of a regular expression.
///
/// `start` and `end` are half-open UTF-16 offsets in the pattern. Groups that capture nothing leave no node: what they hold is taken
/// over, widened to the parentheses when it stays one node (`(?:ab)*` is a [Repeat] of a [Literal] that spans `(?:ab)`). Concatenations
/// never hold concatenations and alternations never hold alternations; an alternation or concatenation has at least two parts.
public sealed interface RegexNode {
    int start();

    int end();

    /// The same node with another span.
    RegexNode withSpan(int start, int end);

    /// Matches the empty string only.
    record Empty(int start, int end) implements RegexNode {
        @Override
        public Empty withSpan(int start, int end) {
            return new Empty(start, end);
        }
    }

    /// One or more characters, as they are after unescaping; with `foldCase` any simple case folding of each.
    record Literal(String text, boolean foldCase, int start, int end) implements RegexNode {
        @Override
        public Literal withSpan(int start, int end) {
            return new Literal(text, foldCase, start, end);
        }
    }

    /// One character of `set`: a bracket expression, `\d`, `\pL`. Folding is already done. An empty set matches nothing.
    record CharClass(CodePointSet set, int start, int end) implements RegexNode {
        @Override
        public CharClass withSpan(int start, int end) {
            return new CharClass(set, start, end);
        }
    }

    /// The dot; without `matchesNewline` anything but `\n`.
    record Dot(boolean matchesNewline, int start, int end) implements RegexNode {
        @Override
        public Dot withSpan(int start, int end) {
            return new Dot(matchesNewline, start, end);
        }
    }

    /// A condition on the place between two characters.
    record Assertion(Kind kind, int start, int end) implements RegexNode {
        /// `BEGIN_TEXT` is `\A`, or `^` without `(?m)`; `END_TEXT` is `\z`, or `$` without `(?m)`; the line kinds are `^` and `$` under
        /// `(?m)`; a word character is one of `[0-9A-Za-z_]`.
        public enum Kind { BEGIN_TEXT, END_TEXT, BEGIN_LINE, END_LINE, WORD_BOUNDARY, NOT_WORD_BOUNDARY }

        @Override
        public Assertion withSpan(int start, int end) {
            return new Assertion(kind, start, end);
        }
    }

    /// A capturing group; `index` counts from 1, `name` is that of `(?P<name>..)` or `(?<name>..)`.
    record Capture(RegexNode body, int index, Optional<String> name, int start, int end) implements RegexNode {
        @Override
        public Capture withSpan(int start, int end) {
            return new Capture(body, index, name, start, end);
        }
    }

    /// `*` (0, unbounded), `+` (1, unbounded), `?` (0, 1) or `{min,max}`.
    record Repeat(RegexNode body, int min, int max, boolean greedy, int start, int end) implements RegexNode {
        /// `max` of a repetition without an upper bound.
        public static final int UNBOUNDED = -1;

        @Override
        public Repeat withSpan(int start, int end) {
            return new Repeat(body, min, max, greedy, start, end);
        }
    }

    /// One part after the other.
    record Concat(List<RegexNode> parts, int start, int end) implements RegexNode {
        public Concat {
            parts = List.copyOf(parts);
        }

        @Override
        public Concat withSpan(int start, int end) {
            return new Concat(parts, start, end);
        }
    }

    /// Any one of the branches.
    record Alternate(List<RegexNode> branches, int start, int end) implements RegexNode {
        public Alternate {
            branches = List.copyOf(branches);
        }

        @Override
        public Alternate withSpan(int start, int end) {
            return new Alternate(branches, start, end);
        }
    }
}
