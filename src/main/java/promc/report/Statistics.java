package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import promc.lint.Finding;
import promc.lint.Findings;

/// How often each check found something, most often first.
public record Statistics() implements Report {
    @Override
    public void write(Findings findings, Writer out) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Finding finding : findings.findings()) {
            counts.merge(finding.check(), 1, Integer::sum);
        }
        int width = counts.values().stream().mapToInt(n -> Integer.toString(n).length()).max().orElse(1);
        for (Map.Entry<String, Integer> entry : counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> e) -> e.getValue()).reversed()).toList()) {
            String count = Integer.toString(entry.getValue());
            out.append(" ".repeat(width - count.length())).append(count).append("  ").append(entry.getKey()).append('\n');
        }
    }
}
