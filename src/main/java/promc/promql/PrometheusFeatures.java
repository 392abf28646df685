package promc.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.Name;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.VectorSelector;
import promc.promql.FeatureUse.Release;
import promc.source.Span;

/// Which constructs of an expression came to PromQL after Prometheus 2.0, and which need a feature flag: the history of `promql/parser`.
public final class PrometheusFeatures {
    /// The flags of `--enable-feature` that the parser asks for, in any release.
    public static final List<String> FLAGS = List.of("promql-at-modifier", "promql-binop-fill-modifiers", "promql-duration-expr", "promql-experimental-functions",
            "promql-extended-range-selectors", "promql-negative-offset");

    private static final Release OLDEST = new Release(2, 0);
    private static final Release NUMBERS = new Release(2, 54);

    private final String text;
    private final List<FeatureUse> uses = new ArrayList<>();

    private PrometheusFeatures(String text) {
        this.text = text;
    }

    /// The uses in `root`, an expression of `text`, in no certain order.
    public static List<FeatureUse> of(Expr root, String text) {
        PrometheusFeatures features = new PrometheusFeatures(text);
        root.forEach(features::expr);
        return features.uses;
    }

    private void stable(String name, Span span, int major, int minor) {
        uses.add(new FeatureUse(name, span, new Release(major, minor), Optional.empty(), Optional.empty()));
    }

    private void flagged(String name, Span span, Release since, String flag, Optional<Release> free) {
        uses.add(new FeatureUse(name, span, since, Optional.of(flag), free));
    }

    private void expr(Expr expr) {
        switch (expr) {
            case NumberLiteral number -> number(number);
            case VectorSelector selector -> selector(selector);
            case MatrixSelector matrix -> duration(matrix.range());
            case Subquery subquery -> {
                stable("subqueries", subquery.brackets(), 2, 7);
                duration(subquery.range());
                subquery.step().ifPresent(this::duration);
                modifiers(subquery.modifiers());
            }
            case Call call -> function(call.name(), call.function());
            case Aggregation aggregation -> aggregation(aggregation);
            case Binary binary -> binary(binary);
            case Expr.StringLiteral _, Expr.Unary _, Expr.Paren _ -> { }
        }
    }

    private void number(NumberLiteral number) {
        if (number.duration()) {
            stable("durations as numbers", number.span(), NUMBERS.major(), NUMBERS.minor());
        } else if (number.span().of(text).indexOf('_') >= 0) {
            stable("`_` in numbers", number.span(), NUMBERS.major(), NUMBERS.minor());
        }
    }

    private void function(Name name, Function function) {
        Release since = Release.of(function.since());
        if (function.experimental()) {
            flagged("`" + function.name() + "`", name.span(), since, "promql-experimental-functions", Optional.empty());
        } else if (since.compareTo(OLDEST) > 0) {
            stable("`" + function.name() + "`", name.span(), since.major(), since.minor());
        }
    }

    private void aggregation(Aggregation aggregation) {
        if (aggregation.op().isExperimental()) {
            flagged("`" + aggregation.op().keyword() + "`", aggregation.name().span(), NUMBERS, "promql-experimental-functions", Optional.empty());
        } else if (aggregation.op() == Aggregator.GROUP) {
            stable("`group`", aggregation.name().span(), 2, 20);
        }
        aggregation.grouping().ifPresent(grouping -> grouping.labels().forEach(this::label));
    }

    private void label(Name label) {
        if (label.quoted()) {
            stable("quoted names", label.span(), 3, 0);
        }
    }

    private void binary(Binary binary) {
        switch (binary.op()) {
            case ATAN2 -> stable("`atan2`", binary.opSpan(), 2, 31);
            case TRIM_UPPER, TRIM_LOWER -> stable("`" + binary.op().symbol() + "`", binary.opSpan(), 3, 11);
            default -> { }
        }
        binary.fill().ifPresent(fill -> flagged("`fill`", fill.span(), new Release(3, 10), "promql-binop-fill-modifiers", Optional.empty()));
        binary.matching().ifPresent(matching -> {
            matching.labels().forEach(this::label);
            matching.group().ifPresent(group -> group.include().forEach(this::label));
        });
    }

    private void selector(VectorSelector selector) {
        for (Matcher matcher : selector.matchers()) {
            label(matcher.label());
        }
        modifiers(selector.modifiers());
    }

    private void modifiers(Modifiers modifiers) {
        Optional<Release> stable = Optional.of(new Release(2, 33));
        modifiers.at().ifPresent(at -> flagged("`@`", at.span(), new Release(2, 25), "promql-at-modifier", stable));
        modifiers.offset().ifPresent(offset -> {
            boolean negative = offset.by() instanceof DurationExpr.Literal literal && literal.value() < 0;
            if (negative) {
                flagged("negative offsets", offset.span(), new Release(2, 26), "promql-negative-offset", stable);
            }
            duration(offset.by());
        });
        modifiers.mode().ifPresent(mode -> flagged(mode.smoothed() ? "`smoothed`" : "`anchored`", mode.span(), new Release(3, 7),
                "promql-extended-range-selectors", Optional.empty()));
    }

    private void duration(DurationExpr duration) {
        Optional<Release> always = Optional.of(new Release(3, 14));
        switch (duration) {
            case DurationExpr.Literal literal -> {
                if (!literal.unit()) {
                    stable("durations without a unit", literal.span(), NUMBERS.major(), NUMBERS.minor());
                }
            }
            case DurationExpr.Call call -> {
                Release since = switch (call.word()) {
                    case STEP -> new Release(3, 6);
                    case RANGE -> new Release(3, 10);
                    case MIN_OF, MAX_OF -> new Release(3, 13);
                };
                flagged("`" + call.word().name().toLowerCase(Locale.ROOT) + "` in durations", call.span(), since, "promql-duration-expr", always);
            }
            default -> flagged("arithmetic on durations", duration.span(), new Release(3, 4), "promql-duration-expr", always);
        }
    }
}
