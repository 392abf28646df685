package promc.checks.scrape;

import java.util.stream.Stream;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.Image;
import promc.model.Server;
import promc.model.Server.RuleLink;

/// `rule_files` that do not exist inside the container that reads them. Prometheus takes a pattern that matches nothing without a word (`rules/manager.go` globs it), so the
/// rules are simply not there. Only where the official image runs with the mounts of a compose file, which tell all that the container has.
public final class MissingFile implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/missing-file", Severity.ERROR,
            "A configuration names rule files that its container does not have, so no rule is evaluated");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            server.runs().filter(run -> mountsTellAll(run.service())).ifPresent(run -> {
                for (RuleLink link : server.rules()) {
                    if (!link.mounted()) {
                        context.report(link.pattern().text(), link.pattern().text().span(), "no mount of the service `" + run.service().name() + "` provides `" + link.link().path()
                                        + "`: Prometheus finds nothing there, says nothing, and evaluates none of these rules")
                                .note(run.compose().text().file(), run.service().nameSpan(), "the service that loads this configuration");
                    }
                }
            });
        }
    }

    private static boolean mountsTellAll(ComposeService service) {
        return service.image().filter(Image::isOfficialPrometheus).isPresent() && Stream.of("build", "configs", "secrets", "extends", "volumes_from")
                .noneMatch(key -> service.node().get(key).isPresent());
    }
}
