package promc.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;

/// What stands in front of a node: its tag as written, and where the node itself starts.
record Properties(Optional<String> tag, int contentStart) {
    /// Reads the anchor and tag, if the engine saw them, from `start` on, but not beyond `end`.
    static Properties read(String source, int start, int end, Optional<Anchor> anchor, boolean tagged) {
        int left = (anchor.isPresent() ? 1 : 0) + (tagged ? 1 : 0);
        if (left == 0) {
            return new Properties(Optional.empty(), start);
        }
        Optional<String> tag = Optional.empty();
        int i = start;
        while (left > 0 && i < end) {
            int stop = propertyEnd(source, i, end);
            if (source.charAt(i) == '!') {
                tag = Optional.of(source.substring(i, stop));
            }
            left--;
            i = skipSpace(source, stop, end);
        }
        return new Properties(tag, i);
    }

    private static int propertyEnd(String source, int from, int end) {
        boolean verbatim = source.startsWith("!<", from);
        int i = from + 1;
        while (i < end && (verbatim ? source.charAt(i - 1) != '>' : " \t\r\n,[]{}".indexOf(source.charAt(i)) < 0)) {
            i++;
        }
        return i;
    }

    private static int skipSpace(String source, int from, int end) {
        int i = from;
        while (i < end) {
            char c = source.charAt(i);
            if (c == '#') {
                while (i < end && !ScalarDecoder.isBreak(source.charAt(i))) {
                    i++;
                }
            } else if (ScalarDecoder.isBlank(c) || ScalarDecoder.isBreak(c)) {
                i++;
            } else {
                break;
            }
        }
        return i;
    }
}
