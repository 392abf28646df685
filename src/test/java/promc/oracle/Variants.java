package promc.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Name;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.promql.Promql;
import promc.promql.ValueType;
import promc.source.Span;

/// Other spellings of expressions, and what looks like other spellings: of most rewrites here it depends on the operands whether they change a result.
final class Variants {
    private static final List<String> EVERYTHING = List.of("job=~\".*\"", "instance!~\"a^\"", "env=~\"(.*)\"", "job=~\".+|\"");

    private final Random random;
    private final Lexemes words;

    Variants(Random random) {
        this.random = random;
        this.words = new Lexemes(random, 0);
    }

    /// `text` after some rewrites; it stays itself where none fits.
    String of(String text, int rewrites) {
        String variant = text;
        for (int tries = 0, done = 0; tries < 8 * rewrites && done < rewrites; tries++) {
            String next = once(variant);
            if (!next.equals(variant) && Promql.parse(next, Recorded.ALL) instanceof Parsed.Valid) {
                variant = next;
                done++;
            }
        }
        return variant;
    }

    private String once(String text) {
        Expr root = ((Parsed.Valid) Promql.parse(text, Recorded.ALL)).root();
        List<Expr> nodes = new ArrayList<>();
        root.forEach(nodes::add);
        Expr node = words.pick(nodes);
        return rewritten(node, text).map(replacement -> text.substring(0, node.span().start()) + replacement + text.substring(node.span().end())).orElse(text);
    }

    private Optional<String> rewritten(Expr node, String text) {
        String own = node.span().of(text);
        if (node.type() == ValueType.VECTOR && words.chance(0.12)) {
            return Optional.of(words.pick(List.of("(%s)", "(%s or %s)", "(%s and %s)", "(+(%s))", "((%s) >= -Inf)", "((%s) and on () vector(1))", "(%s or (%s > 1))", "sort(%s)", "sort_by_label(%s, \"job\")",
                    "((%s) and ((%s) or vector(1)))")).replace("%s", own));
        }
        return switch (node) {
            case NumberLiteral number when number.value() >= 0 && number.value() < 1e6 && number.value() == Math.rint(number.value()) -> Optional.of(number(number.value()));
            case VectorSelector selector -> Optional.of(selector(selector, text));
            case MatrixSelector matrix when own.contains("[5m]") -> Optional.of(own.replace("[5m]", words.pick(List.of("[300s]", "[4m60s]", "[300]", "[5m1s]"))));
            case MatrixSelector matrix when !own.contains("offset") && words.chance(0.5) -> Optional.of(own + " offset 0s");
            case Aggregation aggregation -> Optional.of(aggregation(aggregation, text));
            case Binary binary -> Optional.of('(' + binary(binary, text) + ')');
            case Unary unary when unary.type() == ValueType.VECTOR -> Optional.of("(-1 * (" + unary.operand().span().of(text) + "))");
            default -> Optional.empty();
        };
    }

    private String number(double value) {
        long whole = (long) value;
        return words.pick(List.of(whole + ".0", whole + "e0", "0x" + Long.toHexString(whole), "(" + (whole - 1) + " + 1)", "(" + whole + ")", "(" + whole + " / 1)", String.valueOf(whole + 1),
                "(-(-" + whole + "))", "(0 + " + whole + ")"));
    }

    private String selector(VectorSelector selector, String text) {
        List<String> matchers = new ArrayList<>();
        selector.matchers().forEach(matcher -> {
            String value = matcher.value().value();
            boolean bare = matcher.bareName();
            if (!bare && value.matches("\\w*") && words.chance(0.4)) {
                matchers.add(matcher.label().text() + switch (matcher.op()) {
                    case EQUAL -> words.pick(List.of("=~", "=~", "=")) + '"' + value + words.pick(List.of("", "", "|" + value, "|nowhere")) + '"';
                    case NOT_EQUAL -> words.pick(List.of("!~", "!=")) + '"' + value + '"';
                    case REGEX, NOT_REGEX -> matcher.op().symbol() + "\"(" + value + ")\"";
                });
            } else if (!bare && value.matches("[\\w+.]+\\|[\\w+.]*") && words.chance(0.6)) {
                int bar = value.indexOf('|');
                matchers.add(matcher.label().text() + matcher.op().symbol() + '"' + value.substring(bar + 1) + '|' + value.substring(0, bar) + '"');
            } else {
                matchers.add(matcher.span().of(text));
            }
        });
        if (words.chance(0.2)) {
            matchers.add(words.pick(EVERYTHING));
        }
        if (words.chance(0.2) && !matchers.isEmpty()) {
            matchers.add(words.pick(matchers));
        }
        if (words.chance(0.1) && !matchers.isEmpty()) {
            matchers.remove(random.nextInt(matchers.size()));
        }
        String name = selector.name().map(Name::text).orElse("");
        if (!name.isEmpty() && words.chance(0.2)) {
            matchers.add(words.pick(List.of("__name__=\"", "__name__=~\"", "__name__=~\"nothing|")) + name + '"');
            name = "";
        }
        Collections.shuffle(matchers, random);
        int end = selector.braces().map(Span::end).orElse(selector.name().map(written -> written.span().end()).orElse(selector.span().end()));
        return name + (matchers.isEmpty() ? name.isEmpty() ? "{}" : "" : '{' + String.join(", ", matchers) + '}') + text.substring(end, selector.span().end());
    }

    private String aggregation(Aggregation aggregation, String text) {
        List<String> labels = new ArrayList<>(aggregation.grouping().map(Grouping::labels).orElse(List.of()).stream().map(Name::text).toList());
        if (words.chance(0.3)) {
            labels.add(words.pick(List.of("nowhere", "le", "dst", "__name__", "code", "job")));
        }
        Collections.shuffle(labels, random);
        boolean without = !aggregation.keepsOnlyNamed();
        if (words.chance(0.25)) {
            without = !without;
            List<String> rest = new ArrayList<>(List.of("job", "instance", "code", "le", "version"));
            rest.removeAll(labels);
            labels = rest;
        }
        return aggregation.op().keyword() + (without ? " without (" : " by (") + labels.stream().distinct().collect(Collectors.joining(", ")) + ") " + aggregation.parentheses().of(text);
    }

    private String binary(Binary binary, String text) {
        String left = '(' + binary.left().span().of(text) + ')';
        String right = '(' + binary.right().span().of(text) + ')';
        String op = Printer.operator(binary);
        boolean vectors = binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR;
        if (vectors && binary.left() instanceof Binary inner && inner.left().type() == ValueType.VECTOR && words.chance(0.35)) {
            // (a x b) y c as (a y c) x b, and as a x (b y c).
            String a = '(' + inner.left().span().of(text) + ')';
            String b = '(' + inner.right().span().of(text) + ')';
            return words.chance(0.6) ? '(' + a + ' ' + op + ' ' + right + ") " + Printer.operator(inner) + ' ' + b : a + ' ' + Printer.operator(inner) + " (" + b + ' ' + op + ' ' + right + ')';
        }
        if (words.chance(vectors ? 0.3 : 0.2)) {
            String clause = binary.matching().isPresent() || !vectors ? op
                    : op + words.pick(List.of(" ignoring ()", " ignoring (nowhere)", " on (job)", " on (job, instance)", " on (instance, job)", " ignoring (__name__)", " on (job, instance, code, le)"));
            return left + ' ' + clause + ' ' + right;
        }
        String mirrored = switch (binary.op()) {
            case GT -> "<";
            case LT -> ">";
            case GE -> "<=";
            case LE -> ">=";
            default -> binary.op().symbol();
        };
        String clauses = op.substring(binary.op().symbol().length());
        clauses = clauses.contains("group_left") ? clauses.replace("group_left", "group_right") : clauses.replace("group_right", "group_left");
        clauses = clauses.contains("fill_left") ? clauses.replace("fill_left", "fill_right") : clauses.replace("fill_right", "fill_left");
        return right + ' ' + (words.chance(0.1) && binary.op() == BinaryOp.GT ? "<=" : mirrored) + clauses + ' ' + left;
    }
}
