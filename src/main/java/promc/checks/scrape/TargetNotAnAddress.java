package promc.checks.scrape;

import promc.analysis.ScrapedTarget;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Server;

/// A target that is no host and port once the job's rules have changed it (`scrape.PopulateLabels`): Prometheus logs that and goes on without it. A static target with a `/`
/// is another finding: of a job without rules it is refused with the whole configuration, and otherwise `relabel/address-refused` knows what the rules made of it.
public final class TargetNotAnAddress implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/target-not-an-address", Severity.ERROR, "A target is no host and port, so it is never scraped");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            if (server.file().template()) {
                continue;
            }
            for (ScrapedTarget target : ScrapedTarget.written(server)) {
                boolean judged = target.ofFile() ? target.isUrl() || target.isWithoutAddress() : target.isWithoutAddress() && !target.job().relabelRules().isEmpty();
                if (judged) {
                    Draft draft = context.report(target.file(), target.written().span(), "this target is never scraped: " + target.lost());
                    if (target.ofFile()) {
                        draft.note(target.config().text().file(), target.job().name().span(), "the job that reads this file");
                    }
                }
            }
        }
    }
}
