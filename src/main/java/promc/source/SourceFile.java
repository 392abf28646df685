package promc.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One file as it was read: its display path (always with `/`), its text with the line endings it came with, and where lines start.
/// A byte order mark is not part of [#text()]; [#bom()] remembers it so that [#encode(String)] writes it back.
public final class SourceFile {
    private static final char BOM = '\uFEFF';

    private final String path;
    private final String text;
    private final boolean bom;
    private final int[] lineStarts;

    private SourceFile(String path, String text, boolean bom) {
        this.path = path;
        this.text = text;
        this.bom = bom;
        this.lineStarts = lineStarts(text);
    }

    public static SourceFile of(String path, String text) {
        boolean bom = !text.isEmpty() && text.charAt(0) == BOM;
        return new SourceFile(path, bom ? text.substring(1) : text, bom);
    }

    /// Decodes UTF-8 strictly.
    ///
    /// @throws CharacterCodingException if `bytes` are not valid UTF-8
    public static SourceFile decode(String path, byte[] bytes) throws CharacterCodingException {
        return of(path, StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes)).toString());
    }

    public String path() {
        return path;
    }

    /// The path of its folder with the slash at the end; empty for the folder that paths count from.
    public String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    public String text() {
        return text;
    }

    public boolean bom() {
        return bom;
    }

    /// The bytes that hold `newText` the way this file is kept (UTF-8, with a byte order mark if it had one).
    public byte[] encode(String newText) {
        return (bom ? BOM + newText : newText).getBytes(StandardCharsets.UTF_8);
    }

    /// The same file with other text, as it is after edits.
    public SourceFile withText(String newText) {
        return new SourceFile(path, newText, bom);
    }

    public Span span() {
        return new Span(0, text.length());
    }

    public int lineCount() {
        return lineStarts.length;
    }

    /// The line, from 1, that holds `offset`; the end of the text belongs to the last line.
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    public Location location(int offset) {
        int line = line(offset);
        return new Location(line, text.codePointCount(lineStarts[line - 1], offset) + 1);
    }

    /// Column from 1 in UTF-16 units, as JSON output and the language server protocol count.
    public int utf16Column(int offset) {
        return offset - lineStarts[line(offset) - 1] + 1;
    }

    /// Offset from 0 in UTF-8 bytes of the file, its byte order mark included.
    public int byteOffset(int offset) {
        int bytes = bom ? 3 : 0;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c) && i + 1 < offset) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    /// The span of line `line` (from 1) without its line ending.
    public Span lineSpan(int line) {
        int start = lineStarts[line - 1];
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        while (end > start && isBreak(text.charAt(end - 1))) {
            end--;
        }
        return new Span(start, end);
    }

    /// The offset at which line `line` (from 1) starts.
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /// The line ending this file uses: that of its first line, `\n` if it has only one line.
    public String lineEnding() {
        int first = text.indexOf('\n');
        return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[Math.max(16, text.length() / 24)];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isBreak(c) || c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = i + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    @Override
    public String toString() {
        return path;
    }
}
