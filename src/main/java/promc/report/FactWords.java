package promc.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.analysis.Clash;
import promc.analysis.Dead;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.Samples;
import promc.analysis.SeriesSet;
import promc.analysis.Shape;
import promc.analysis.Values;
import promc.analysis.Why;
import promc.promql.Printer;

/// Facts about series in few words: `job, code=~"5.."?, no others`; `0 or 1`.
public final class FactWords {
    /// Of more values than this, the first ones and their number are told.
    private static final int VALUES_TOLD = 4;
    /// A range no wider than this, relative to its values, comes from rounding alone.
    private static final double ROUNDING = 1e-8;
    private static final int DIGITS = 8;

    private FactWords() {}

    /// The labels of one kind of series. A label that may be missing has a question mark; the metric name is told only where it is one of few labels.
    public static String labels(Shape shape) {
        List<String> words = new ArrayList<>();
        boolean lists = false;
        for (Map.Entry<String, LabelFact> label : shape.labels().entrySet()) {
            LabelFact fact = label.getValue();
            if (!fact.isNever() && (shape.closed() || !label.getKey().equals(Shape.NAME) && !fact.isUnknown())) {
                words.add(label(label.getKey(), fact));
                lists |= fact.values() instanceof Values.OneOf oneOf && oneOf.values().size() > 1;
            }
        }
        if (shape.closed()) {
            words.add(words.isEmpty() ? "no labels" : "no others");
        } else {
            words.add(words.isEmpty() ? "any label" : "any other label");
        }
        return String.join(lists ? "; " : ", ", words);
    }

    /// One label with its values.
    public static String label(String name, LabelFact fact) {
        return written(name) + values(fact.values()) + (fact.isAlways() ? "" : fact.isNever() ? " never" : "?");
    }

    private static String written(String label) {
        return Printer.isPlainLabel(label) ? label : Printer.quote(label);
    }

    private static String values(Values values) {
        return switch (values) {
            case Values.Any _ -> "";
            case Values.OneOf oneOf when oneOf.values().isEmpty() -> "";
            case Values.OneOf oneOf when oneOf.values().size() == 1 -> "=" + Printer.quote(oneOf.values().first());
            case Values.OneOf oneOf -> " in " + list(oneOf.values());
            case Values.Matching matching -> String.join(" ", matching.constraints().stream().map(constraint -> constraint.op().symbol() + Printer.quote(constraint.value())).toList());
        };
    }

    private static String list(SortedSet<String> values) {
        List<String> shown = values.stream().limit(values.size() > VALUES_TOLD + 1 ? VALUES_TOLD : values.size()).map(FactWords::plain).toList();
        return String.join(", ", shown) + (shown.size() < values.size() ? " and " + (values.size() - shown.size()) + " more" : "");
    }

    private static String plain(String value) {
        return value.matches("[\\w.+/-]+") ? value : Printer.quote(value);
    }

    /// The range of values, empty where it says nothing.
    public static String samples(Samples samples) {
        if (samples.isEmpty() || samples.histograms() && !samples.isBounded()) {
            return "";
        }
        String numbers = samples.hasNumbers() ? numbers(samples) : "";
        String nan = !samples.nan() ? "" : !samples.hasNumbers() ? "NaN" : numbers.isEmpty() ? "" : " or NaN";
        return numbers + nan + (samples.histograms() && !numbers.isEmpty() ? " or a histogram" : "");
    }

    private static String numbers(Samples samples) {
        double min = samples.min();
        double max = samples.max();
        if (min == max) {
            return "always " + Samples.text(min);
        }
        if (samples.whole() && max - min == 1) {
            return Samples.text(min) + " or " + Samples.text(max);
        }
        String whole = samples.whole() ? ", whole" : "";
        if (Double.isFinite(min) && Double.isFinite(max) && max - min <= Math.abs(max) * ROUNDING) {
            return "about " + Samples.text(new BigDecimal((min + max) / 2).round(new MathContext(DIGITS)).doubleValue());
        }
        // What is greater than something is not minus infinity, which is no news.
        boolean least = min > -Double.MAX_VALUE;
        boolean most = max < Double.MAX_VALUE;
        if (least && most) {
            return (samples.above().isEmpty() && samples.below().isEmpty() ? Samples.text(min) + ".." + Samples.text(max) : lower(samples) + " and " + upper(samples)) + whole;
        }
        return least ? lower(samples) + whole : most ? upper(samples) + whole : samples.whole() ? "whole numbers" : "";
    }

    private static String lower(Samples samples) {
        return samples.above().isPresent() ? "> " + Samples.text(samples.above().getAsDouble()) : ">= " + Samples.text(samples.min());
    }

    private static String upper(Samples samples) {
        return samples.below().isPresent() ? "< " + Samples.text(samples.below().getAsDouble()) : "<= " + Samples.text(samples.max());
    }

    /// What is lost for ever at a place, and why.
    public static String lost(Dead dead) {
        return switch (dead.cause()) {
            case UNMATCHED -> "takes nothing away";
            case SUBTRACTED -> dead.wholly() ? "takes everything away" : "takes a part away, always";
            case OVERSHADOWED -> dead.wholly() ? "its right side is never used" : "a part of its right side is never used";
            case SELECTOR, LABELS, VALUES, ARGUMENT -> dead.wholly() ? "never returns anything" : "a part of it never returns anything";
        };
    }

    /// Why: for labels that clash, what they are on both sides.
    public static String because(Dead dead) {
        if (!dead.clashes().isEmpty()) {
            Clash clash = dead.clashes().getFirst();
            boolean sides = dead.cause() != Dead.Cause.SELECTOR;
            return side(clash, clash.left()) + (sides ? " on the left, " : " is asked for, ") + side(clash, clash.right()) + (sides ? " on the right" : " is there");
        }
        return because(dead.because());
    }

    /// The reasons, each told once.
    public static String because(List<Why> whys) {
        return String.join("; ", whys.stream().map(Why::reason).distinct().toList());
    }

    private static String side(Clash clash, LabelFact fact) {
        return fact.isNever() ? "no `" + written(clash.label()) + "`" : "`" + written(clash.label()) + values(fact.values()) + "`";
    }

    /// Why nothing is returned at all, or why there is always something; empty if neither is proved.
    public static String because(Facts facts) {
        SeriesSet root = facts.root();
        for (Dead dead : facts.dead()) {
            if (root.isNever() && dead.wholly() && dead.because().equals(root.because())) {
                return because(dead);
            }
        }
        return because(root.because());
    }

    /// What an operator drops of the labels that its operands can have: those that are named, and `the metric name`. Nothing is named where all goes that is not kept.
    public static List<String> dropped(List<SeriesSet> operands, SeriesSet result) {
        SortedSet<String> names = new TreeSet<>();
        boolean name = false;
        for (SeriesSet operand : operands) {
            for (String label : operand.knownLabels()) {
                if (!operand.label(label).isNever() && result.label(label).isNever()) {
                    name |= label.equals(Shape.NAME);
                    names.add(label);
                }
            }
            name |= !operand.isClosed() && !operand.label(Shape.NAME).isNever() && result.label(Shape.NAME).isNever();
        }
        for (String label : result.knownLabels()) {
            if (result.label(label).isNever() && operands.stream().anyMatch(operand -> !operand.label(label).isNever())) {
                names.add(label);
            }
        }
        names.remove(Shape.NAME);
        List<String> words = new ArrayList<>(names.stream().map(FactWords::written).toList());
        boolean closes = result.isClosed() && operands.stream().anyMatch(operand -> !operand.isClosed());
        if (name && !closes) {
            words.add("the metric name");
        }
        return words;
    }
}
