package promc.checks.alert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import promc.checks.alert.TemplateTokens.Action;
import promc.checks.alert.TemplateTokens.Kind;
import promc.checks.alert.TemplateTokens.Token;
import promc.source.Span;

/// Which labels of the alert's series a template prints or compares: `$labels.x`, `.Labels.x` and `index $labels "x"`, where `$labels` and the dot are still those that Prometheus
/// provides (`rules/alerting.go`). A label that the template itself asks for (`{{ if $labels.x }}`, `{{ with $labels.x }}`, `{{ or $labels.x "none" }}`) is one whose absence the
/// author has thought of.
final class TemplateLabels {
    /// One place where a label is read; `action` is the whole action, `alone` tells that the action does nothing else.
    record Use(String label, Span span, Span action, boolean alone) {}

    /// What the dot stands for.
    private enum Dot { DATA, LABELS, OTHER }

    /// A block: what the dot is, whether `$labels` and `$` have their meaning, and which labels were asked for.
    private record Frame(Dot dot, boolean labels, boolean root, Set<String> guarded) {
        Frame dot(Dot other) {
            return new Frame(other, labels, root, guarded);
        }

        Frame withoutLabels() {
            return new Frame(dot, false, root, guarded);
        }

        Frame guarding(Set<String> more) {
            Set<String> all = new HashSet<>(guarded);
            all.addAll(more);
            return new Frame(dot, labels, root, all);
        }
    }

    /// A reference to a label inside an action: the tokens `from` to `to`.
    private record Reference(String label, int from, int to) {}

    private final List<Use> uses = new ArrayList<>(0);
    private final List<Frame> outer = new ArrayList<>();
    private Frame frame = new Frame(Dot.DATA, true, true, Set.of());

    private TemplateLabels() {}

    static List<Use> of(String text) {
        if (!text.contains("{{")) {
            return List.of();
        }
        TemplateLabels reader = new TemplateLabels();
        TemplateTokens.of(text).forEach(reader::read);
        return reader.uses;
    }

    private void read(Action action) {
        List<Token> tokens = action.tokens();
        String word = tokens.isEmpty() || tokens.getFirst().kind() != Kind.WORD ? "" : tokens.getFirst().text();
        switch (word) {
            case "end" -> frame = outer.isEmpty() ? frame : outer.removeLast();
            case "else" -> {
                // The alternative is that of the block around it: the dot is the one outside, and what was asked for is not there.
                Frame around = outer.isEmpty() ? frame : outer.getLast();
                boolean chained = tokens.size() > 1;
                frame = chained ? opened(tokens.get(1).text(), action, 2, around) : around;
            }
            case "if", "with", "range" -> {
                outer.add(frame);
                frame = opened(word, action, 1, frame);
            }
            case "define", "block" -> {
                outer.add(frame);
                frame = new Frame(Dot.OTHER, false, false, Set.of());
            }
            default -> {
                collect(action, 0, frame, Set.of());
                if (declares(tokens)) {
                    frame = frame.withoutLabels();
                }
            }
        }
    }

    private static boolean declares(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean assigned = tokens.get(i + 1).kind() == Kind.ASSIGN || tokens.get(i + 1).kind() == Kind.COMMA;
            if (tokens.get(i).is(Kind.VARIABLE, "labels") && assigned) {
                return true;
            }
        }
        return false;
    }

    private Frame opened(String word, Action action, int from, Frame around) {
        Set<String> asked = word.equals("range") ? Set.of() : asked(action.tokens(), from, around);
        collect(action, from, around, asked);
        Frame inside = around.guarding(asked);
        if (declares(action.tokens())) {
            inside = inside.withoutLabels();
        }
        if (word.equals("if")) {
            return inside;
        }
        return inside.dot(word.equals("with") && isLabels(action.tokens(), from, around) ? Dot.LABELS : Dot.OTHER);
    }

    /// True if all from `from` on is the labels as a whole.
    private static boolean isLabels(List<Token> tokens, int from, Frame frame) {
        int length = labelsAt(tokens, from, frame);
        return length > 0 && from + length == tokens.size();
    }

    /// How many tokens from `from` on stand for the labels as a whole; 0 if they do not.
    private static int labelsAt(List<Token> tokens, int from, Frame frame) {
        if (from >= tokens.size()) {
            return 0;
        }
        Token first = tokens.get(from);
        if (first.is(Kind.VARIABLE, "labels")) {
            return frame.labels ? 1 : 0;
        }
        if (first.is(Kind.VARIABLE, "") && frame.root && fieldAt(tokens, from + 1, "Labels")) {
            return 2;
        }
        return first.is(Kind.FIELD, "Labels") && !first.glued() && frame.dot == Dot.DATA ? 1 : 0;
    }

    private static boolean fieldAt(List<Token> tokens, int index, String name) {
        return index < tokens.size() && tokens.get(index).is(Kind.FIELD, name) && tokens.get(index).glued();
    }

    private static List<Reference> references(List<Token> tokens, int from, Frame frame) {
        List<Reference> found = new ArrayList<>(1);
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            int length = labelsAt(tokens, i, frame);
            int behind = i + length;
            if (length > 0 && behind < tokens.size() && tokens.get(behind).kind() == Kind.FIELD && tokens.get(behind).glued()) {
                found.add(new Reference(tokens.get(behind).text(), i, behind + 1));
                i = behind;
            } else if (token.is(Kind.WORD, "index")) {
                int arguments = labelsAt(tokens, i + 1, frame);
                int key = i + 1 + arguments;
                if (arguments > 0 && key < tokens.size() && tokens.get(key).kind() == Kind.STRING && !tokens.get(key).text().contains("\\")) {
                    found.add(new Reference(tokens.get(key).text(), i, key + 1));
                    i = key;
                }
            } else if (frame.dot == Dot.LABELS && token.kind() == Kind.FIELD && !token.glued() && !token.text().isEmpty()) {
                found.add(new Reference(token.text(), i, i + 1));
            }
        }
        return found;
    }

    /// The labels whose presence a condition asks for: as an operand of its own, or compared with the empty text.
    private static Set<String> asked(List<Token> tokens, int from, Frame frame) {
        Set<String> asked = new HashSet<>();
        for (Reference reference : references(tokens, from, frame)) {
            String function = functionOf(tokens, reference.from);
            boolean plain = function.isEmpty() || function.equals("and") || function.equals("or") || function.equals("not") || function.equals("len");
            if (plain || comparedWithNothing(tokens, reference)) {
                asked.add(reference.label);
            }
        }
        return asked;
    }

    private static boolean comparedWithNothing(List<Token> tokens, Reference reference) {
        return reference.to < tokens.size() && tokens.get(reference.to).is(Kind.STRING, "") || tokens.get(reference.from - 1).is(Kind.STRING, "");
    }

    /// The function whose operand stands at `index`: the first word behind the last `(`, `|` or `=` before it, or behind the keyword.
    private static String functionOf(List<Token> tokens, int index) {
        int depth = 0;
        for (int i = index - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            depth += token.kind() == Kind.CLOSE ? 1 : token.kind() == Kind.OPEN ? -1 : 0;
            boolean start = depth < 0 || depth == 0 && (token.kind() == Kind.PIPE || token.kind() == Kind.ASSIGN || isKeyword(token));
            if (start) {
                return i + 1 < index && tokens.get(i + 1).kind() == Kind.WORD ? tokens.get(i + 1).text() : "";
            }
        }
        return index > 0 && tokens.getFirst().kind() == Kind.WORD ? tokens.getFirst().text() : "";
    }

    private static boolean isKeyword(Token token) {
        return token.kind() == Kind.WORD && (token.text().equals("if") || token.text().equals("with") || token.text().equals("range"));
    }

    private void collect(Action action, int from, Frame around, Set<String> asked) {
        List<Token> tokens = action.tokens();
        for (Reference reference : references(tokens, from, around)) {
            boolean guarded = around.guarded.contains(reference.label) || asked.contains(reference.label) || functionOf(tokens, reference.from).equals("or");
            if (!guarded) {
                Span span = new Span(tokens.get(reference.from).span().start(), tokens.get(reference.to - 1).span().end());
                uses.add(new Use(reference.label, span, action.span(), reference.from == 0 && reference.to == tokens.size()));
            }
        }
    }
}
