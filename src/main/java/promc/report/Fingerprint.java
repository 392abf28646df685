package promc.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    private static final int BYTES = 16;

    private Fingerprint() {}

    /// One fingerprint of 32 hexadecimal digits for each finding, in order; no two are equal.
    public static List<String> of(List<Finding> findings) {
        MessageDigest sha256 = sha256();
        Map<String, Integer> seen = new HashMap<>();
        List<String> fingerprints = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            String key = key(finding);
            int before = seen.merge(key, 1, Integer::sum) - 1;
            byte[] hash = sha256.digest((key + '\0' + before).getBytes(StandardCharsets.UTF_8));
            fingerprints.add(HexFormat.of().formatHex(hash, 0, BYTES));
        }
        return fingerprints;
    }

    private static String key(Finding finding) {
        return String.join("\0", finding.check(), finding.file().path(),
                finding.rule().map(Finding.InRule::group).orElse(""), finding.rule().map(Finding.InRule::name).orElse(""),
                NUMBER.matcher(finding.message()).replaceAll("#"),
                BLANKS.matcher(finding.span().of(finding.file().text()).strip()).replaceAll(" "));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
