package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import promc.analysis.Facts;
import promc.analysis.Implication;
import promc.analysis.NormalForm;
import promc.analysis.Producers;
import promc.oracle.SeriesRecords.Outcome;
import promc.oracle.SeriesRecords.Question;
import promc.oracle.SeriesRecords.Sample;

/// Expressions of one normal form return the same on every database, and what is implied is returned: shown on what the engine made of random expressions and their variants.
class EquivalencesTest {
    private static NormalForm form(Question question) {
        return NormalForm.of(question.expr(), Facts.of(question.expr(), Producers.UNKNOWN));
    }

    /// In no order, as rules keep none; of failures it only counts that they are.
    private static List<String> results(Question question) {
        return question.outcomes().stream().map(outcome -> outcome.samples().map(samples -> samples.stream().map(sample -> new TreeMap<>(sample.labels()) + " " + sample.value()).sorted()
                .collect(Collectors.joining("\n"))).orElse("fails")).toList();
    }

    @Test void equalFormsReturnTheSame() throws IOException {
        List<Question> questions = new ArrayList<>(SeriesRecords.read("equivalences").questions());
        Map<NormalForm, Question> first = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        int equal = 0;
        int telling = 0;
        for (Question question : questions) {
            Question same = first.putIfAbsent(form(question), question);
            if (same != null && !same.text().equals(question.text())) {
                equal++;
                telling += question.full() > 0 ? 1 : 0;
                if (!results(same).equals(results(question))) {
                    wrong.add(same.text() + "\n    " + question.text() + "\n    " + form(question));
                }
            }
        }
        System.out.printf("equivalences: %d expressions over %d databases, %d of the form of another, %d of these return something%n", questions.size(), EquivalenceQuestions.DATABASES, equal, telling);
        assertThat(wrong).isEmpty();
        assertThat(equal).isGreaterThanOrEqualTo(2_000);
        assertThat(telling).isGreaterThanOrEqualTo(1_000);
    }

    /// Variants that return something else somewhere are there too, so that the test above can fail.
    @Test void otherFormsReturnOtherThings() throws IOException {
        Question origin = null;
        int others = 0;
        for (Question question : SeriesRecords.read("equivalences").questions()) {
            if (question.kind().equals(EquivalenceQuestions.ORIGIN)) {
                origin = question;
            } else if (!results(origin).equals(results(question))) {
                assertThat(form(question)).as(question.text()).isNotEqualTo(form(origin));
                others++;
            }
        }
        assertThat(others).isGreaterThanOrEqualTo(1_000);
    }

    @Test void whatIsImpliedIsReturned() throws IOException {
        Question origin = null;
        List<String> wrong = new ArrayList<>();
        int implied = 0;
        for (Question question : SeriesRecords.read("equivalences").questions()) {
            if (question.kind().equals(EquivalenceQuestions.ORIGIN)) {
                origin = question;
                continue;
            }
            NormalForm one = form(origin);
            NormalForm other = form(question);
            if (!one.equals(other)) {
                for (List<Question> pair : List.of(List.of(origin, question), List.of(question, origin))) {
                    if (Implication.holds(form(pair.getFirst()), form(pair.getLast()))) {
                        implied++;
                        missing(pair.getFirst(), pair.getLast()).ifPresent(labels -> wrong.add(pair.getFirst().text() + "\n    " + pair.getLast().text() + "\n    " + labels));
                    }
                }
            }
        }
        System.out.printf("implications: %d%n", implied);
        assertThat(wrong).isEmpty();
        assertThat(implied).isGreaterThanOrEqualTo(200);
    }

    /// A label set that `stricter` returns and `weaker` does not.
    private static Optional<String> missing(Question stricter, Question weaker) {
        for (int i = 0; i < stricter.outcomes().size(); i++) {
            Outcome given = stricter.outcomes().get(i);
            Outcome wanted = weaker.outcomes().get(i);
            if (given.samples().isPresent() && wanted.samples().isPresent()) {
                Set<Map<String, String>> there = new HashSet<>();
                wanted.samples().get().forEach(sample -> there.add(nameless(sample)));
                for (Sample sample : given.samples().get()) {
                    if (!there.contains(nameless(sample))) {
                        return Optional.of("over " + given.database() + ": " + sample);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> nameless(Sample sample) {
        Map<String, String> labels = new TreeMap<>(sample.labels());
        labels.remove("__name__");
        return labels;
    }
}
