package promc.checks.federation;

import java.util.List;
import promc.analysis.FederatingJob;
import promc.analysis.Federation;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Expression;

/// Servers that collect from each other what they have collected: a series comes back to the server that it is from, later and with labels that it did not have.
public final class Loop implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("federation/loop", Severity.WARNING, "Servers federate each other, so that series come back to where they are from");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (List<FederatingJob> loop : context.federation().loops()) {
            Federation.passing(loop).ifPresent(passing -> report(loop, passing, context));
        }
    }

    private static void report(List<FederatingJob> loop, List<Expression> passing, Context context) {
        Expression first = passing.getFirst();
        Draft draft = context.report(first.text(), first.text().span(), loop.size() == 1
                ? "this server collects its own series: each of them is stored again under whatever labels the way adds, and read twice by what does not name these"
                : "series of this server come back to it through the servers that collect from it: they are stored again, later, under whatever labels the way adds");
        for (int i = 1; i < loop.size(); i++) {
            draft.note(passing.get(i).text(), passing.get(i).text().span(), i == loop.size() - 1 ? "this takes them from it" : "this takes them on");
        }
        loop.getFirst().targets().stream().limit(1).forEach(target -> target.leaves().stream().limit(1).forEach(leaf -> draft.note(target.address().text(), leaf.why())));
    }
}
