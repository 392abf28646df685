package promc.report;

import java.util.IdentityHashMap;
import java.util.Map;
import promc.source.SourceFile;

/// UTF-8 offsets of many places of the same files: each file is counted through once, not once per place.
final class ByteOffsets {
    private final Map<SourceFile, int[]> atLineStart = new IdentityHashMap<>();

    /// Offset from 0 in UTF-8 bytes of the file, its byte order mark included.
    int of(SourceFile file, int offset) {
        int line = file.line(offset);
        return atLineStart.computeIfAbsent(file, ByteOffsets::count)[line - 1] + bytes(file.text(), file.lineStart(line), offset);
    }

    private static int[] count(SourceFile file) {
        int[] starts = new int[file.lineCount()];
        starts[0] = file.bom() ? 3 : 0;
        for (int line = 1; line < starts.length; line++) {
            starts[line] = starts[line - 1] + bytes(file.text(), file.lineStart(line), file.lineStart(line + 1));
        }
        return starts;
    }

    private static int bytes(String text, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else {
                // A surrogate pair is four bytes in UTF-8: two for each half.
                bytes += Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }
}
