package promc.checks.federation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import promc.analysis.FederatingJob;
import promc.analysis.FederatingJob.Leaf;
import promc.analysis.FederatingJob.Target;
import promc.analysis.Federation;
import promc.analysis.LeafSeries;
import promc.analysis.Why;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Server;
import promc.source.EmbeddedText;

/// Series that a server makes itself, by rules or by scraping, and collects from another one under the same labels: samples of both end up in one series.
public final class RecordedTwice implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("federation/recorded-twice", Severity.WARNING,
            "A server makes series that it also collects from another one, with the same labels");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    private record Sent(Target target, Leaf leaf, List<LeafSeries> series) {}

    @Override
    public void check(Estate estate, Context context) {
        Federation federation = context.federation();
        for (Server top : estate.servers()) {
            List<Sent> sent = new ArrayList<>();
            for (FederatingJob job : federation.of(top)) {
                job.targets().stream().filter(target -> target.leaves().size() == 1 && target.leaves().getFirst().server() != top)
                        .forEach(target -> sent.add(new Sent(target, target.leaves().getFirst(), federation.sent(job, target))));
            }
            if (!sent.isEmpty()) {
                Map<Map<String, String>, Why> own = LeafSeries.own(top, sent.stream().flatMap(one -> one.series.stream()).toList());
                sent.forEach(one -> check(one, own, context));
            }
        }
    }

    private static void check(Sent sent, Map<Map<String, String>, Why> own, Context context) {
        Set<String> told = new HashSet<>();
        for (LeafSeries series : sent.series) {
            Why here = own.get(series.arriving());
            if (here == null || !told.add(series.name())) {
                continue;
            }
            EmbeddedText address = sent.target.address().text();
            Draft draft = context.report(address, address.span(), "`" + LeafSeries.words(series.arriving()) + "` is collected from `" + sent.target.address().value()
                    + "`, and this server makes it as well, with the same labels: the samples of both become one series");
            SentSeries.evidence(new Why("here this server makes it", here.elsewhere(), here.place()),
                    new Why("and here the one it collects from", series.why().elsewhere(), series.why().place()), address, draft);
        }
    }
}
