package promc.promql;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/// A string as ANTLR reads it, in UTF-16 units: so token offsets are span offsets, and lone surrogates do no harm.
final class TextStream implements CharStream {
    private final String text;
    private int index;

    TextStream(String text) {
        this.text = text;
    }

    @Override public void consume() {
        if (index >= text.length()) {
            throw new IllegalStateException("cannot consume the end");
        }
        index++;
    }

    @Override public int LA(int offset) {
        int at = offset > 0 ? index + offset - 1 : index + offset;
        return offset == 0 || at < 0 ? 0 : at < text.length() ? text.charAt(at) : IntStream.EOF;
    }

    @Override public int mark() {
        return -1;
    }

    @Override public void release(int marker) {
        // The whole text stays in memory: there is nothing to release.
    }

    @Override public int index() {
        return index;
    }

    @Override public void seek(int to) {
        index = Math.min(to, text.length());
    }

    @Override public int size() {
        return text.length();
    }

    @Override public String getSourceName() {
        return IntStream.UNKNOWN_SOURCE_NAME;
    }

    @Override public String getText(Interval interval) {
        return text.substring(interval.a, Math.min(interval.b + 1, text.length()));
    }
}
