package promc.checks.promql;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.format.FileFormatter;
import promc.format.FormatOptions;
import promc.format.FormatOptions.Style;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.EstateFile;

/// An expression that `promc format` would lay out otherwise, for those who want one run of one program. Off unless asked for.
public final class Unformatted implements Check.FileCheck {
    private static final Option<Integer> WIDTH = new Option.Int("width", "How many columns an expression is kept within, " + FormatOptions.MIN_WIDTH + " to " + FormatOptions.MAX_WIDTH,
            FormatOptions.DEFAULT.width());
    private static final Option<Optional<String>> STYLE = new Option.Choice("style", "`promc`, as without it, or `prometheus`, as `promtool promql format` lays out", List.of("promc", "prometheus"));
    private static final CheckInfo INFO = CheckInfo.likely("promql/unformatted", Severity.INFO, "An expression is laid out otherwise than `promc format` does")
            .fixable(Applicability.SAFE).options(WIDTH, STYLE).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        int width = Math.clamp(context.option(WIDTH, file.source()), FormatOptions.MIN_WIDTH, FormatOptions.MAX_WIDTH);
        boolean prometheus = context.option(STYLE, file.source()).filter("prometheus"::equals).isPresent();
        for (FileFormatter.Unformatted found : FileFormatter.unformatted(file, new FormatOptions(prometheus ? Style.PROMETHEUS : Style.PROMC, width))) {
            context.report(file.source(), found.place(), "`promc format` would lay out this expression otherwise")
                    .fix(Optional.of(new Fix("Lay it out", Applicability.SAFE, found.fix().edits())));
        }
    }
}
