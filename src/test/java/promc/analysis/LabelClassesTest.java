package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.analysis.LabelClasses.Kind;

class LabelClassesTest {
    @ParameterizedTest
    @CsvSource({"user_id, UNBOUNDED", "userId, UNBOUNDED", "trace-id, UNBOUNDED", "X_Forwarded_For, UNBOUNDED", "pod, CHURNING", "container_id, CHURNING", "git_commit, CHURNING",
        "instance, TARGET", "node, TARGET", "method, BOUNDED", "status_code, BOUNDED", "le, BOUNDED",
        // Names of many meanings: the corpus has them with few values more often than not.
        "url, UNKNOWN", "path, UNKNOWN", "user, UNKNOWN", "id, UNKNOWN", "version, UNKNOWN", "ip, UNKNOWN", "user_type, UNKNOWN"})
    void namesAreJudged(String label, Kind kind) {
        assertThat(new LabelClasses().of(label).kind()).isEqualTo(kind);
    }

    @Test
    void namesOfOnesOwnComeFirst() {
        LabelClasses classes = new LabelClasses(List.of("basket"), List.of("slot"), List.of("token"));
        assertThat(classes.of("Basket").kind()).isEqualTo(Kind.UNBOUNDED);
        assertThat(classes.of("slot").kind()).isEqualTo(Kind.CHURNING);
        assertThat(classes.of("token").kind()).isEqualTo(Kind.BOUNDED);
        assertThat(classes.of("slot").reason()).isNotBlank();
    }
}
