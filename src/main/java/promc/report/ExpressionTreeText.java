package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import promc.analysis.Dead;
import promc.analysis.Facts;
import promc.analysis.Samples;
import promc.analysis.SeriesSet;
import promc.analysis.Shape;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Side;
import promc.promql.ValueType;

/// Draws an [ExpressionTree]: one line for each operator, and beside it, or below where there is no room, what it returns and drops.
final class ExpressionTreeText {
    private static final int MOST_SHAPES = 3;
    /// Columns between the tree and what is said of it.
    private static final int GAP = 3;
    /// Of a terminal with fewer columns than this no part is set aside: what is said stands below.
    private static final int LEAST_WIDTH = 70;

    private final Style style;
    private final int width;
    private final Facts facts;
    private final List<Row> rows = new ArrayList<>();

    /// `guide` stands before the head, `below` before whatever else belongs to this line.
    private record Row(String guide, String below, String head, List<String> said) {}

    ExpressionTreeText(Style style, int width, Facts facts) {
        this.style = style;
        this.width = width;
        this.facts = facts;
    }

    void write(ExpressionTree tree, Writer out) throws IOException {
        boolean trivial = tree.isLeaf() && tree.expr().type() != ValueType.VECTOR && tree.expr().type() != ValueType.MATRIX;
        if (trivial && facts.dead().isEmpty()) {
            return;
        }
        collect(tree, "", "", true);
        out.append('\n');
        int widest = rows.stream().filter(row -> !row.said.isEmpty()).mapToInt(row -> Wrapping.width(row.guide) + Wrapping.width(row.head)).filter(columns -> columns * 2 <= width)
                .max().orElse(0);
        boolean beside = widest > 0 && width >= LEAST_WIDTH;
        for (Row row : rows) {
            draw(row, beside, widest + GAP, out);
        }
        out.append('\n');
    }

    private void collect(ExpressionTree tree, String guide, String below, boolean root) {
        String stem = below + (tree.isLeaf() ? "   " : "│  ");
        rows.add(new Row(guide, stem, Printable.line(tree.head()), said(tree, root)));
        for (int i = 0; i < tree.children().size(); i++) {
            boolean last = i == tree.children().size() - 1;
            collect(tree.children().get(i), below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "), false);
        }
    }

    private void draw(Row row, boolean beside, int column, Writer out) throws IOException {
        List<String> heads = Wrapping.words(row.head, Math.max(20, width - Wrapping.width(row.guide)));
        int used = 0;
        for (int i = 0; i < heads.size(); i++) {
            out.append(i > 0 ? "\n" : "").append(style.frame(i == 0 ? row.guide : row.below)).append(style.strong(heads.get(i)));
            used = Wrapping.width(i == 0 ? row.guide : row.below) + Wrapping.width(heads.get(i));
        }
        if (row.said.isEmpty()) {
            out.append('\n');
            return;
        }
        boolean sameLine = beside && used + GAP <= column;
        int indent = beside ? column : Wrapping.width(row.below) + 1;
        List<String> lines = lines(row.said, width - indent);
        for (int i = 0; i < lines.size(); i++) {
            if (i == 0 && sameLine) {
                out.append(" ".repeat(column - used));
            } else {
                out.append('\n').append(style.frame(row.below)).append(" ".repeat(Math.max(1, indent - Wrapping.width(row.below))));
            }
            out.append(lines.get(i));
        }
        out.append('\n');
    }

    /// Joins what fits on a line.
    private static List<String> lines(List<String> said, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String piece : said) {
            String joined = line.isEmpty() ? piece : line + " · " + piece;
            if (!line.isEmpty() && Wrapping.width(joined) > width) {
                lines.addAll(Wrapping.words(line, width));
                line = piece;
            } else {
                line = joined;
            }
        }
        lines.addAll(Wrapping.words(line, width));
        return lines;
    }

    private List<String> said(ExpressionTree tree, boolean root) {
        SeriesSet set = facts.of(tree.expr());
        List<SeriesSet> operands = tree.children().stream().map(child -> facts.of(child.expr())).filter(operand -> operand.type() == ValueType.VECTOR || operand.type() == ValueType.MATRIX)
                .toList();
        List<String> said = new ArrayList<>();
        if (set.type() == ValueType.VECTOR || set.type() == ValueType.MATRIX) {
            labels(tree, set, operands, root, said);
            List<String> dropped = tree.isLeaf() || set.isNever() ? List.of() : FactWords.dropped(carriers(tree.expr(), operands), set);
            if (!dropped.isEmpty()) {
                said.add(style.faint("drops" + Wrapping.GLUE + String.join(", ", dropped).replace("the metric name", "the" + Wrapping.GLUE + "metric" + Wrapping.GLUE + "name")));
            }
        }
        values(set, operands, said);
        for (Expr part : tree.exprs()) {
            dead(part, said);
        }
        if (facts.alwaysTrue().stream().anyMatch(always -> always == tree.expr())) {
            said.add("lets everything pass");
        }
        return said;
    }

    /// The operands whose labels the result has.
    private List<SeriesSet> carriers(Expr expr, List<SeriesSet> operands) {
        if (!(expr instanceof Binary binary) || operands.size() < 2 || binary.op() == BinaryOp.OR) {
            return operands;
        }
        boolean right = binary.matching().flatMap(Matching::group).filter(group -> group.manySide() == Side.RIGHT).isPresent();
        return List.of(facts.of(right ? binary.right() : binary.left()));
    }

    /// Not where they are those of all operands.
    private void labels(ExpressionTree tree, SeriesSet set, List<SeriesSet> operands, boolean root, List<String> said) {
        List<String> words = words(set);
        boolean same = !operands.isEmpty() && operands.stream().allMatch(operand -> words.equals(words(operand)));
        boolean plain = tree.isLeaf() && !set.isClosed();
        if (set.isNever() || same && !root || plain && !root) {
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            said.add(i == 0 ? words.get(i) : "or" + Wrapping.GLUE + words.get(i));
        }
    }

    private static List<String> words(SeriesSet set) {
        List<Shape> shapes = set.shapes();
        if (shapes.size() > MOST_SHAPES) {
            return List.of(shapes.size() + " kinds of series, such as " + glued(FactWords.labels(shapes.getFirst())));
        }
        return shapes.stream().map(FactWords::labels).map(ExpressionTreeText::glued).distinct().toList();
    }

    private static String glued(String words) {
        return words.replace("any other label", "any" + Wrapping.GLUE + "other" + Wrapping.GLUE + "label").replace("no others", "no" + Wrapping.GLUE + "others");
    }

    private void values(SeriesSet set, List<SeriesSet> operands, List<String> said) {
        if (set.isNever() || set.type() == ValueType.STRING) {
            return;
        }
        String words = FactWords.samples(set.samples());
        boolean same = operands.size() == 1 && words.equals(FactWords.samples(operands.getFirst().samples()));
        if (!words.isEmpty() && !same) {
            Samples samples = set.samples();
            said.add(style.good(samples.constant().isPresent() ? words : "value " + words));
        }
    }

    private void dead(Expr part, List<String> said) {
        for (Dead dead : facts.dead()) {
            if (dead.at() == part) {
                String because = FactWords.because(dead);
                said.add(style.bad(FactWords.lost(dead)) + (because.isEmpty() ? "" : ": " + because));
            }
        }
    }
}
