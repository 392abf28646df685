package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import promc.model.Inventory;

class BoundTest {
    private static final Bound A = new Bound.MetricSeries("a");
    private static final Bound B = new Bound.MetricSeries("b");
    private static final Bound POD = Bound.values("pod");
    private static final Bound JOB = Bound.values("job");

    @Test
    void constantsAreComputed() {
        assertThat(Bound.constant(2).plus(Bound.constant(3)).text()).isEqualTo("5");
        assertThat(POD.times(Bound.constant(3)).times(Bound.constant(4)).text()).isEqualTo("|pod| x 12");
        assertThat(POD.times(Bound.ZERO)).isEqualTo(Bound.ZERO);
        assertThat(POD.times(Bound.ONE)).isEqualTo(POD);
        assertThat(A.plus(Bound.ZERO)).isEqualTo(A);
        assertThat(Bound.min(List.of(Bound.constant(7), POD, Bound.constant(5))).text()).isEqualTo("min(|pod|, 5)");
        assertThat(POD.atMost(Bound.ONE)).isEqualTo(Bound.ONE);
    }

    @Test
    void equalPartsAreCounted() {
        assertThat(A.plus(B).plus(A).text()).isEqualTo("|a| x 2 + |b|");
        assertThat(A.atMost(A)).isEqualTo(A);
        assertThat(POD.times(JOB)).isEqualTo(JOB.times(POD));
    }

    @Test
    void whatIsAnotherAlternativeAndMoreIsLeftOut() {
        assertThat(A.atMost(A.plus(B))).isEqualTo(A);
        assertThat(POD.times(JOB).atMost(POD)).isEqualTo(POD);
        assertThat(POD.times(JOB).atMost(POD.times(JOB).times(Bound.constant(3)))).isEqualTo(POD.times(JOB));
    }

    @Test
    void sumsInProductsHaveParentheses() {
        assertThat(A.plus(B).times(Bound.constant(2)).text()).isEqualTo("(|a| + |b|) x 2");
    }

    @Test
    void whatNothingBoundsTakesAllWithIt() {
        assertThat(A.plus(Bound.UNKNOWN).isUnknown()).isTrue();
        assertThat(A.times(Bound.UNKNOWN).isUnknown()).isTrue();
        assertThat(A.atMost(Bound.UNKNOWN)).isEqualTo(A);
    }

    @Test
    void whatIsWrittenAlikeIsWrittenOnce() {
        Bound ofA = new Bound.LabelValues("pod", new TreeSet<>(List.of("a")), true);
        Bound ofB = new Bound.LabelValues("pod", new TreeSet<>(List.of("b")), false);
        assertThat(ofA.atMost(ofB).text()).isEqualTo("|pod|");
        assertThat(ofA.plus(ofB).text()).isEqualTo("|pod| x 2");
    }

    @Test
    void numbersStopAtTheLargest() {
        Bound huge = Bound.constant(Long.MAX_VALUE / 2).times(Bound.constant(3));
        assertThat(huge.value(Inventory.NONE)).hasValue(Long.MAX_VALUE);
        assertThat(huge.plus(Bound.constant(5)).value(Inventory.NONE)).hasValue(Long.MAX_VALUE);
    }

    @Test
    void theyDoNotGrowWithoutEnd() {
        Bound sum = Bound.ZERO;
        for (int i = 0; i < 5000; i++) {
            sum = sum.plus(new Bound.MetricSeries("m" + i).atMost(POD)).atMost(POD.times(JOB));
        }
        assertThat(sum.text().length()).isLessThan(10_000);
    }
}
