package promc.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import promc.lint.Finding;

/// What a finding is known by from one run to the next. It holds the check, the file, the rule and its group, the message without its numbers and the
/// flagged text without its layout, and no line: edits elsewhere in the file leave it as it is. Findings alike in all of that are counted through.
public final class Fingerprint {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /// The FNV prime of 128 bits is 2^88 + 0x13b.
    private static final long PRIME_LOW = 0x13b;
    private static final int PRIME_HIGH_SHIFT = 24;

    private Fingerprint() {}

    /// One fingerprint of 32 hexadecimal digits for each finding, in order; no two are equal.
    public static List<String> of(List<Finding> findings) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> fingerprints = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            String key = key(finding);
            int before = seen.merge(key, 1, Integer::sum) - 1;
            fingerprints.add(hash(key + '\0' + before));
        }
        return fingerprints;
    }

    private static String key(Finding finding) {
        return String.join("\0", finding.check(), finding.file().path(),
                finding.rule().map(Finding.InRule::group).orElse(""), finding.rule().map(Finding.InRule::name).orElse(""),
                NUMBER.matcher(finding.message()).replaceAll("#"),
                BLANKS.matcher(finding.span().of(finding.file().text()).strip()).replaceAll(" "));
    }

    /// FNV-1a of 128 bits. Nobody gains by a collision here, and a digest of Java's security providers takes 20 ms to load, a fifth of a cold run.
    private static String hash(String key) {
        long high = 0x6c62272e07bb0142L;
        long low = 0x62b821756295c58dL;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            low ^= b & 0xff;
            long product = low * PRIME_LOW;
            high = Math.unsignedMultiplyHigh(low, PRIME_LOW) + high * PRIME_LOW + (low << PRIME_HIGH_SHIFT);
            low = product;
        }
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
