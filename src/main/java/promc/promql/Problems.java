package promc.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.source.Correction;
import promc.source.Problem;
import promc.source.Span;

/// Problems in the order in which Prometheus finds them.
///
/// Some constructs are only known to be over once Prometheus has read the token behind them (an aggregation, to which a `by` may follow). If its scanner
/// refuses that very token, that comes first: so such problems say where their construct ends.
final class Problems {
    private static final int KNOWN_AT_ONCE = -1;

    private record Entry(Problem problem, int end) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(Span span, String message, String help) {
        entries.add(new Entry(new Problem(span, message, help), KNOWN_AT_ONCE));
    }

    void add(Span span, String message, String help, Optional<Correction> correction) {
        entries.add(new Entry(new Problem(span, message, help, correction), KNOWN_AT_ONCE));
    }

    /// A problem of a construct that ends at `end`, but could go on there.
    void addOpen(int end, Span span, String message, String help) {
        entries.add(new Entry(new Problem(span, message, help), end));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<Problem> all() {
        return entries.stream().map(Entry::problem).toList();
    }

    /// All, and `fault` where the syntax broke: last, or if the scanner refused the token behind the one that ends at `previousEnd`, before what was
    /// waiting for it.
    List<Problem> with(Problem fault, boolean scannerRefused, int previousEnd) {
        List<Problem> all = new ArrayList<>();
        List<Problem> waiting = new ArrayList<>();
        for (Entry entry : entries) {
            (scannerRefused && entry.end == previousEnd ? waiting : all).add(entry.problem);
        }
        all.add(fault);
        all.addAll(waiting);
        return all;
    }
}
