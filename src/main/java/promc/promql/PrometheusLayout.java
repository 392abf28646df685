package promc.promql;

import java.nio.charset.StandardCharsets;
import java.util.List;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Paren;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;

/// Lays out an expression exactly as `Pretty` of Prometheus 3.14 (`promql/parser/prettier.go`), which is what `promtool promql format` prints: canonical text, split from the outside
/// where it is longer than the width in bytes. Comments are lost, and a subquery that fits stands at the first column however deep it is nested.
public final class PrometheusLayout {
    private final StringBuilder out = new StringBuilder();
    private final int width;

    private PrometheusLayout(int width) {
        this.width = width;
    }

    public static String format(Expr expr, int width) {
        PrometheusLayout layout = new PrometheusLayout(width);
        layout.write(expr, 0);
        return layout.out.toString();
    }

    private void write(Expr expr, int level) {
        switch (expr) {
            case Unary unary -> unary(unary, level);
            case Subquery subquery -> {
                String text = Printer.print(subquery);
                if (fits(text)) {
                    out.append(text);
                } else {
                    write(subquery.expr(), level);
                    out.append(Printer.suffix(subquery));
                }
            }
            case Aggregation aggregation -> split(aggregation, Printer.header(aggregation), aggregation.children(), level);
            case Call call -> split(call, call.name().text(), call.args(), level);
            case Paren paren -> split(paren, "", List.of(paren.inner()), level);
            case Binary binary -> {
                String text = Printer.print(binary);
                if (fits(text)) {
                    indent(level).append(text);
                } else {
                    write(binary.left(), level + 1);
                    out.append('\n');
                    indent(level).append(Printer.operator(binary)).append('\n');
                    write(binary.right(), level + 1);
                }
            }
            case Expr.NumberLiteral _, Expr.StringLiteral _, Expr.VectorSelector _, Expr.MatrixSelector _ -> indent(level).append(Printer.print(expr));
        }
    }

    /// The operand loses the blanks around it, since the sign stands before it.
    private void unary(Unary unary, int level) {
        indent(level).append(unary.negative() ? '-' : '+');
        int at = out.length();
        write(unary.operand(), level);
        String operand = out.substring(at).strip();
        out.setLength(at);
        out.append(operand);
    }

    private void split(Expr expr, String head, List<Expr> args, int level) {
        String text = Printer.print(expr);
        if (fits(text)) {
            indent(level).append(text);
            return;
        }
        indent(level).append(head).append("(\n");
        for (int i = 0; i < args.size(); i++) {
            out.append(i == 0 ? "" : ",\n");
            write(args.get(i), level + 1);
        }
        out.append('\n');
        indent(level).append(')');
    }

    private boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= width;
    }

    private StringBuilder indent(int level) {
        return out.repeat(' ', level * LayoutWriter.INDENT);
    }
}
