package promc.checks.scrape;

import java.util.List;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// A job to which no limit is set, neither by itself nor in `global`: one target that goes wrong can then fill the server's memory. A limit of zero is none.
public final class NoLimits implements Check.ScrapeJobCheck {
    private static final Option<List<String>> LIMITS = new Option.Strings("limits", "the limits that each job must have, by itself or in `global`", List.of("sample_limit"));
    private static final CheckInfo INFO = CheckInfo.proved("scrape/no-limits", Severity.WARNING, "Nothing limits what the targets of a job may expose").options(LIMITS).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        // Then the `global` section that holds for it is not in sight.
        if (Keys.mayBePart(config)) {
            return;
        }
        List<String> missing = context.option(LIMITS, context.file()).stream().filter(limit -> !isSet(job.node(), limit) && !isSet(config.global(), limit)).toList();
        if (!missing.isEmpty()) {
            context.report(config.text().file(), job.name().span(), "neither this job nor `global` sets `" + String.join("` or `", missing)
                    + "`: a target that exposes far more than it should fills the server's memory");
        }
    }

    private static boolean isSet(YamlMapping mapping, String limit) {
        return mapping.get(limit).filter(node -> !(node instanceof YamlScalar scalar) || !scalar.isNull() && !scalar.value().matches("0[A-Za-z]*")).isPresent();
    }
}
