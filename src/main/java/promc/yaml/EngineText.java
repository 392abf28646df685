package promc.yaml;

import java.util.Arrays;

/// Text made fit for the engine: every character YAML forbids stands replaced by U+FFFD, so that one stray byte does not end the reading.
/// Offsets stay the same. It is also the one place where the engine's code point indexes become UTF-16 offsets.
final class EngineText {
    private static final char REPLACEMENT = '\uFFFD';

    private final String text;
    private final int[] astral;
    private final int firstForbidden;
    private final int forbiddenCount;

    private EngineText(String text, int[] astral, int firstForbidden, int forbiddenCount) {
        this.text = text;
        this.astral = astral;
        this.firstForbidden = firstForbidden;
        this.forbiddenCount = forbiddenCount;
    }

    static EngineText of(String text) {
        int[] astral = new int[0];
        int astrals = 0;
        char[] fit = null;
        int first = -1;
        int forbidden = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                if (astrals == astral.length) {
                    astral = Arrays.copyOf(astral, Math.max(8, astrals * 2));
                }
                astral[astrals] = i - astrals;
                astrals++;
                i++;
            } else if (!allowed(c)) {
                if (fit == null) {
                    fit = text.toCharArray();
                    first = i;
                }
                fit[i] = REPLACEMENT;
                forbidden++;
            }
        }
        return new EngineText(fit == null ? text : new String(fit), Arrays.copyOf(astral, astrals), first, forbidden);
    }

    /// The characters of YAML's `c-printable`, which is what Go's readers accept too.
    private static boolean allowed(char c) {
        return c == '\t' || c == '\n' || c == '\r' || c == 0x85
                || c >= ' ' && c <= '~' || c >= 0xA0 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD;
    }

    String text() {
        return text;
    }

    /// How many forbidden characters there are.
    int forbiddenCount() {
        return forbiddenCount;
    }

    /// Where the first of them stands, -1 if there is none.
    int firstForbidden() {
        return firstForbidden;
    }

    /// The same text with `[from, to)` blanked out, line breaks kept.
    EngineText blank(int from, int to) {
        StringBuilder masked = new StringBuilder(text);
        int[] kept = astral;
        for (int i = from; i < to; i++) {
            char c = masked.charAt(i);
            if (c != '\n' && c != '\r') {
                masked.setCharAt(i, ' ');
            }
        }
        // Blanking a surrogate pair leaves two blanks where the engine counted one character before.
        if (astral.length > 0) {
            kept = EngineText.of(masked.toString()).astral;
        }
        return new EngineText(masked.toString(), kept, firstForbidden, forbiddenCount);
    }

    /// The UTF-16 offset of a code point index.
    int offset(int codePointIndex) {
        if (astral.length == 0) {
            return codePointIndex;
        }
        int found = Arrays.binarySearch(astral, codePointIndex);
        return codePointIndex + (found >= 0 ? found : -found - 1);
    }
}
