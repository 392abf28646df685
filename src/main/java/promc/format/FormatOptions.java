package promc.format;

import java.util.Optional;
import promc.promql.Layout;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Printer;
import promc.promql.PrometheusLayout;
import promc.promql.Promql;

/// How expressions are laid out. `width` is the number of columns an expression is kept within, without the indentation of the file around it, so that the same expression looks the
/// same in a rule file and in a manifest.
public record FormatOptions(Style style, int width) {
    /// Narrower than this, every operand would stand on a line of its own.
    public static final int MIN_WIDTH = 20;
    public static final int MAX_WIDTH = 1000;
    public static final FormatOptions DEFAULT = new FormatOptions(Style.PROMC, Layout.WIDTH);

    /// `PROMC`: docs/adr/0011-format-layout.md. `PROMETHEUS`: as `promtool promql format`.
    public enum Style { PROMC, PROMETHEUS }

    /// The text of an expression, or why it stays as it is.
    public sealed interface Laid {
        record Out(String text) implements Laid {}

        record Kept(String reason) implements Laid {}
    }

    /// Lays out one expression; the result holds the same tokens and comments, or for Prometheus' style the same canonical text.
    public Laid layOut(Parsed parsed) {
        return switch (parsed) {
            case Parsed.Broken _ -> new Laid.Kept("it is not PromQL");
            case Parsed.IllTyped _ -> new Laid.Kept("its types do not fit");
            case Parsed.Valid valid -> style == Style.PROMC ? lines(valid) : pretty(valid);
        };
    }

    /// The expression on one line, if no comment stands in the way and the style is ours.
    Optional<String> onOneLine(Parsed.Valid valid) {
        return style == Style.PROMC && valid.comments().isEmpty() ? Layout.format(valid, Integer.MAX_VALUE, false)
                : valid.comments().isEmpty() ? Optional.of(Printer.print(valid.root())) : Optional.empty();
    }

    private Laid lines(Parsed.Valid valid) {
        Optional<String> text = Layout.format(valid, width, true);
        return text.isPresent() ? new Laid.Out(text.get()) : new Laid.Kept("its comments cannot be placed surely");
    }

    private Laid pretty(Parsed.Valid valid) {
        if (!valid.comments().isEmpty()) {
            return new Laid.Kept("Prometheus' style would lose its comments");
        }
        String text = PrometheusLayout.format(valid.root(), width);
        Parsed again = Promql.parse(text, Options.ALL);
        boolean same = again instanceof Parsed.Valid now && Printer.print(now.root()).equals(Printer.print(valid.root()));
        return same ? new Laid.Out(text) : new Laid.Kept("Prometheus' style would print something else");
    }
}
