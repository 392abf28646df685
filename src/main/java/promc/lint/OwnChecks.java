package promc.lint;

import promc.fix.Fix.Applicability;

/// The checks that [Linter] does itself.
public final class OwnChecks {
    public static final CheckInfo CHECK_FAILED = CheckInfo.proved("internal/check-failed", Severity.ERROR,
            "A check of promc failed; everything else was still checked");
    public static final CheckInfo EXPIRED = CheckInfo.proved("suppression/expired", Severity.WARNING,
            "A suppression comment is past its date");
    public static final CheckInfo UNKNOWN_CHECK = CheckInfo.proved("suppression/unknown-check", Severity.WARNING,
            "A suppression comment names a check that promc does not have").fixable(Applicability.UNSAFE);
    public static final CheckInfo UNUSED = CheckInfo.proved("suppression/unused", Severity.WARNING,
            "A suppression comment silences nothing").fixable(Applicability.SAFE);
    public static final CheckInfo WITHOUT_REASON = CheckInfo.proved("suppression/without-reason", Severity.WARNING,
            "A suppression comment gives no reason");

    private OwnChecks() {}
}
