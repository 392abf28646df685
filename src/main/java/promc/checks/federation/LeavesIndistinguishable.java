package promc.checks.federation;

import promc.analysis.LeafSeries;
import promc.checks.federation.SentSeries.Sent;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.source.EmbeddedText;
import promc.source.SourceFile;

/// Servers whose series arrive with the same labels: nothing tells them apart, so that the samples of both end up in one series. `/federate` adds external labels, and nothing else that would
/// (Prometheus `web/federate.go`). Neither server says a word: only samples that are older than the newest one are refused.
public final class LeavesIndistinguishable implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/leaves-indistinguishable", Severity.ERROR,
            "Series of two federated servers arrive with the same labels and become one")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        SentSeries.clashes(estate, context.federation(), label -> false, false, (first, second) -> report(first, second, estate, context));
    }

    private static void report(Sent first, Sent second, Estate estate, Context context) {
        EmbeddedText address = second.target().address().text();
        String name = second.target().address().value();
        String other = first.target().address().value();
        boolean sure = first.series().sure() && second.series().sure();
        String what = "`" + LeafSeries.words(second.series().arriving()) + "`";
        Draft draft = context.report(address, address.span(), (sure ? what + " comes from `" : "series such as " + what + " come from `") + name + "` and from `" + other
                + "`, with nothing to tell them apart: the samples of both become one series that jumps between them");
        if (first.leaf().server().config() == second.leaf().server().config()) {
            draft.note(address, first.leaf().why()).note(address, second.leaf().why()).note(file(second), Places.externalLabels(second.leaf().server().config()), "both load this configuration");
        } else {
            SentSeries.evidence(first, second, draft);
            boolean differ = !OwnLabel.labels(first.leaf().server()).equals(OwnLabel.labels(second.leaf().server()));
            draft.note(file(second), Places.externalLabels(second.leaf().server().config()), differ ? "the external labels of the two servers differ, but not in what arrives"
                    : "an external label here, of another value than at the other server, would tell them apart");
        }
        draft.fix(OwnLabel.of(first, second, estate, context.federation()));
        if (!sure) {
            draft.likely();
        }
    }

    private static SourceFile file(Sent sent) {
        return sent.leaf().server().config().text().file();
    }
}
