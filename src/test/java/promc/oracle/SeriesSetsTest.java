package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.Producers;
import promc.analysis.SeriesSet;
import promc.analysis.Shape;
import promc.oracle.SeriesRecords.Outcome;
import promc.oracle.SeriesRecords.Question;
import promc.oracle.SeriesRecords.Sample;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Function;
import promc.promql.Functions;

/// What is inferred about an expression holds for everything that the engine returned for it, on every database.
class SeriesSetsTest {
    @Test void nothingReturnedContradictsWhatIsInferred() throws IOException {
        SeriesRecords records = SeriesRecords.read("series");
        List<String> violations = new ArrayList<>();
        long results = 0;
        long series = 0;
        for (Question question : records.questions()) {
            SeriesSet set = Facts.of(question.expr(), Producers.UNKNOWN).root();
            results += question.outcomes().size();
            series += question.outcomes().stream().mapToInt(outcome -> outcome.samples().map(List::size).orElse(0)).sum();
            question.outcomes().stream().flatMap(outcome -> contradiction(set, outcome).map(wrong -> "over " + outcome.database() + ": " + wrong).stream()).findFirst()
                    .ifPresent(wrong -> violations.add(question.text() + "\n    " + wrong));
        }
        System.out.printf("series sets: %d databases, %d expressions, %d results of %d series%n", records.databases().size(), records.questions().size(), results, series);
        assertThat(violations).isEmpty();
        assertThat(records.databases()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(records.questions().stream().filter(Question::shared).count()).isGreaterThanOrEqualTo(1_000);
    }

    /// The expressions that are asked over all databases leave nothing of the language out.
    @Test void theWholeLanguageIsAsked() throws IOException {
        Set<String> functions = new TreeSet<>();
        Set<Aggregator> aggregators = EnumSet.noneOf(Aggregator.class);
        Set<BinaryOp> operators = EnumSet.noneOf(BinaryOp.class);
        SeriesRecords.read("series").questions().stream().filter(Question::shared).forEach(question -> question.expr().forEach(part -> {
            switch (part) {
                case Expr.Call call -> functions.add(call.function().name());
                case Expr.Aggregation aggregation -> aggregators.add(aggregation.op());
                case Expr.Binary binary -> operators.add(binary.op());
                default -> { }
            }
        }));
        assertThat(functions).containsAll(Functions.all().stream().map(Function::name).toList());
        assertThat(aggregators).containsAll(EnumSet.allOf(Aggregator.class));
        assertThat(operators).containsAll(EnumSet.allOf(BinaryOp.class));
    }

    /// What of an outcome `set` does not allow.
    static Optional<String> contradiction(SeriesSet set, Outcome outcome) {
        if (outcome.samples().isEmpty()) {
            return Optional.empty();
        }
        if (outcome.isEmpty()) {
            return set.isAlways() ? Optional.of("returns nothing, against " + set.because()) : Optional.empty();
        }
        if (set.isNever()) {
            return Optional.of("returns " + outcome.samples().get().getFirst() + ", against " + set.because());
        }
        return outcome.samples().get().stream().filter(sample -> set.shapes().stream().noneMatch(shape -> faults(shape, sample).isEmpty())).findFirst()
                .map(sample -> sample + " is none of these:" + set.shapes().stream().map(shape -> "\n      " + faults(shape, sample)).toList());
    }

    /// What of a series `shape` does not allow.
    private static List<String> faults(Shape shape, Sample sample) {
        List<String> faults = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(shape.labels().keySet());
        names.addAll(sample.labels().keySet());
        for (String name : names) {
            LabelFact fact = shape.label(name);
            if (!fact.allows(sample.labels().getOrDefault(name, ""))) {
                faults.add(name + ": " + fact.presence() + ' ' + fact.values() + " since " + fact.why().reason());
            }
        }
        boolean fits = sample.value().map(shape.samples()::contains).orElse(shape.samples().histograms());
        if (!fits) {
            faults.add("the value: " + shape.samples());
        }
        return faults;
    }
}
