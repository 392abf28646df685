package promc.yaml;

/// The first line of a block scalar: `|` or `>`, chomping (`-`, `+` or a blank for clip), explicit indentation (0 if none).
/// `indicatorsEnd` is the offset behind the indicators, `body` where the line below starts.
record BlockHeader(char chomping, int increment, int indicatorsEnd, int body) {
    static BlockHeader read(String source, int start, int end) {
        int i = start + 1;
        char chomping = ' ';
        int increment = 0;
        while (i < end && "+-0123456789".indexOf(source.charAt(i)) >= 0) {
            char c = source.charAt(i);
            if (c == '+' || c == '-') {
                chomping = c;
            } else {
                increment = c - '0';
            }
            i++;
        }
        int indicatorsEnd = i;
        while (i < end && !ScalarDecoder.isBreak(source.charAt(i))) {
            i++;
        }
        return new BlockHeader(chomping, increment, indicatorsEnd, ScalarDecoder.afterBreak(source, i, end));
    }

    /// How many blanks stand before each line: given, or those of the first line that has anything else.
    int indent(String source, int end, int parentIndent) {
        if (increment > 0) {
            return parentIndent + increment;
        }
        int line = body;
        while (line < end) {
            int i = line;
            while (i < end && source.charAt(i) == ' ') {
                i++;
            }
            if (i < end && !ScalarDecoder.isBreak(source.charAt(i))) {
                return i - line;
            }
            line = ScalarDecoder.afterBreak(source, i, end);
        }
        // Nothing but empty lines: whatever they hold is indentation.
        return end - body;
    }

    /// True unless an empty line at the top has more blanks than the first line with content, which YAML refuses.
    boolean hasClearIndent(String source, int end, int indent) {
        int line = body;
        while (increment == 0 && line < end) {
            int i = line;
            while (i < end && source.charAt(i) == ' ') {
                i++;
            }
            if (i < end && !ScalarDecoder.isBreak(source.charAt(i))) {
                return true;
            }
            if (i - line > indent) {
                return false;
            }
            line = ScalarDecoder.afterBreak(source, i, end);
        }
        return true;
    }
}
