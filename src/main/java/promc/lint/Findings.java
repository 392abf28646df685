package promc.lint;

import java.util.List;

/// What a run found: the findings in [Finding#ORDER], those that a suppression silenced, and what was read.
public record Findings(List<Finding> findings, List<Suppressed> suppressed, Summary summary, List<Failure> failures) {
    public Findings {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        failures = List.copyOf(failures);
    }

    /// What several runs found, in the order of one; `all` is what they read together.
    static Findings together(List<Findings> runs, Summary all) {
        return new Findings(runs.stream().flatMap(run -> run.findings.stream()).sorted(Finding.ORDER).toList(), runs.stream().flatMap(run -> run.suppressed.stream()).toList(), all,
                runs.stream().flatMap(run -> run.failures.stream()).toList());
    }

    /// A finding that a suppression comment silenced, and the reason that the comment gives.
    public record Suppressed(Finding finding, String reason) {}

    /// A defect of promc itself: the check that failed and why. It is also a finding `internal/check-failed`.
    public record Failure(String check, String file, Throwable cause) {}

    /// How much was read: files recognised, rules, expressions.
    public record Summary(int files, int rules, int expressions) {}

    public long count(Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }
}
