package promc.promql;

import java.util.ArrayList;
import java.util.List;

/// Turns a flat chain of operands, signs and binary operators into a tree, without recursion: however long the chain, the stack stays flat.
/// `T` is what operands and results are, `L` what an operator carries besides its kind. A sign binds as `* /`: weaker than `^`, stronger than `+ -`.
final class OperatorStack<T, L> {
    /// What to make of a sign or an operator and its operands.
    interface Reducer<T, L> {
        T sign(Sign sign, T operand);

        T binary(L link, T left, T right);
    }

    /// A sign and where it stands.
    record Sign(promc.source.Span span, boolean negative) {}

    private record Pending<L>(Sign sign, BinaryOp op, L link) {
        int precedence() {
            return op == null ? BinaryOp.MUL.precedence() : op.precedence();
        }
    }

    private final Reducer<T, L> reducer;
    private final List<T> operands = new ArrayList<>();
    private final List<Pending<L>> operators = new ArrayList<>();

    OperatorStack(Reducer<T, L> reducer) {
        this.reducer = reducer;
    }

    void sign(Sign sign) {
        operators.add(new Pending<>(sign, null, null));
    }

    void operand(T operand) {
        operands.add(operand);
    }

    /// Reduces all that binds tighter than `op`, which comes next.
    void before(BinaryOp op) {
        while (!operators.isEmpty()) {
            int above = operators.getLast().precedence();
            if (above < op.precedence() || above == op.precedence() && op.isRightAssociative()) {
                break;
            }
            reduce();
        }
    }

    void operator(BinaryOp op, L link) {
        before(op);
        operators.add(new Pending<>(null, op, link));
    }

    T result() {
        while (!operators.isEmpty()) {
            reduce();
        }
        return operands.getLast();
    }

    private void reduce() {
        Pending<L> top = operators.removeLast();
        T right = operands.removeLast();
        operands.add(top.op == null ? reducer.sign(top.sign, right) : reducer.binary(top.link, operands.removeLast(), right));
    }
}
