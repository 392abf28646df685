package promc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import promc.source.EmbeddedText.Origins;

class EmbeddedTextTest {
    private static final EmbeddedText.Encoder DOUBLED = (replacement, at) -> Optional.of(replacement.replace("'", "''"));
    private final EmbeddedText whole = EmbeddedText.whole(SourceFile.of("f", "ab'c''d'ef"));

    @Test
    void aSliceCountsFromItsStartAndItsEndIsBehindItsLastCharacter() {
        EmbeddedText slice = whole.slice(new Span(3, 5), DOUBLED);
        assertThat(slice.text()).isEqualTo("c'");
        assertThat(slice.toFile(0)).isEqualTo(3);
        assertThat(slice.toFile(2)).isEqualTo(5);
        assertThat(slice.slice(new Span(1, 2), DOUBLED).toFile(new Span(0, 1))).isEqualTo(new Span(4, 5));
    }

    @Test
    void decodedTextMapsEachCharacterAndEncodesThroughEveryLayer() {
        EmbeddedText decoded = whole.decoded("c'd", new int[] {3, 4, 6}, new int[] {4, 6, 7}, 3, DOUBLED);
        assertThat(decoded.toFile(new Span(1, 2))).isEqualTo(new Span(4, 6));
        assertThat(decoded.toFile(3)).isEqualTo(7);
        assertThat(decoded.toFile(Span.at(3))).isEqualTo(Span.at(7));
        assertThat(decoded.encode(new Span(0, 1), "'")).contains("''");
        assertThat(decoded.slice(new Span(1, 3), DOUBLED).encode(new Span(0, 1), "'")).contains("''''");
        assertThat(decoded.slice(new Span(1, 3), DOUBLED).toFile(new Span(0, 2))).isEqualTo(new Span(4, 7));
    }

    @Test
    void emptyTextStandsAtItsOrigin() {
        EmbeddedText empty = whole.decoded("", new int[0], new int[0], 3, DOUBLED);
        assertThat(empty.toFile(0)).isEqualTo(3);
        assertThat(empty.toFile(empty.span())).isEqualTo(Span.at(3));
    }

    @Test
    void originsAreWorkedOutOnceAndOnlyWhenAsked() {
        AtomicInteger asked = new AtomicInteger();
        EmbeddedText lazy = whole.lazily("c", 3, () -> {
            asked.incrementAndGet();
            return new Origins(new int[] {3}, new int[] {4});
        }, DOUBLED);
        assertThat(lazy.text()).isEqualTo("c");
        assertThat(asked).hasValue(0);
        assertThat(lazy.toFile(0)).isEqualTo(3);
        assertThat(lazy.toFile(new Span(0, 1))).isEqualTo(new Span(3, 4));
        assertThat(asked).hasValue(1);
    }

    @Test
    void aRefusalInAnyLayerIsARefusal() {
        EmbeddedText.Encoder never = (replacement, at) -> Optional.empty();
        assertThat(whole.slice(new Span(0, 2), never).encode(Span.at(0), "x")).isEmpty();
        assertThat(whole.slice(new Span(0, 2), never).slice(new Span(0, 1), DOUBLED).encode(Span.at(0), "x")).isEmpty();
    }

    @Test
    void anEncoderMaySeeWhatIsReplaced() {
        EmbeddedText.Encoder seeing = new EmbeddedText.Encoder() {
            @Override
            public Optional<String> encode(String replacement, int at) {
                return Optional.empty();
            }

            @Override
            public Optional<String> encode(String replacement, Span replaced) {
                return Optional.of(replaced.toString());
            }
        };
        assertThat(whole.slice(new Span(2, 5), seeing).encode(new Span(1, 2), "x")).contains("Span[start=1, end=2]");
    }
}
