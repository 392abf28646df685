package promc.checks.scrape;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.source.SourceFile;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlScalar;

/// A job that scrapes a Pushgateway without `honor_labels: true`: the `job` and `instance` that were pushed become `exported_job` and `exported_instance`. A job whose relabelling deals with
/// `exported_` labels knows what it does.
public final class PushgatewayWithoutHonorLabels implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("scrape/pushgateway-without-honor-labels", Severity.WARNING,
            "What was pushed loses its `job` and `instance` to those of the Pushgateway").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        SourceFile file = config.text().file();
        if (job.honorLabels().value().orElse(false) || job.honorLabels() instanceof Field.Invalid<Boolean>) {
            return;
        }
        Optional<YamlScalar> target = job.targets().stream().filter(address -> isNamed(Hosts.host(address.value()))).findFirst();
        boolean named = job.name().value().filter(PushgatewayWithoutHonorLabels::isNamed).isPresent();
        if (target.isEmpty() && !named || job.isFederation() || job.node().span().of(file.text()).contains("exported_")) {
            return;
        }
        context.report(file, job.honorLabels().isAbsent() ? target.map(YamlScalar::span).orElse(job.name().span()) : job.honorLabels().span(),
                        "without `honor_labels: true` what is pushed gets the `job` and `instance` of the Pushgateway; its own become `exported_job` and `exported_instance`")
                .fix(edit(job, file).map(edit -> new Fix("Set `honor_labels: true`", Applicability.UNSAFE, List.of(edit))));
    }

    private static boolean isNamed(String name) {
        return Known.NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    private static Optional<TextEdit> edit(ScrapeJob job, SourceFile file) {
        if (job.honorLabels() instanceof Field.Present<Boolean> present) {
            return Optional.of(new TextEdit(file, present.span(), "true"));
        }
        Optional<Entry> after = job.node().own("job_name");
        return after.flatMap(entry -> YamlEdits.insertAfter(file, job.node(), entry, "honor_labels: true"));
    }

    private static final class Known {
        static final Pattern NAME = Pattern.compile("push[-_]?(gateway|gw)\\b");
    }
}
