package promc.checks.federation;

import java.util.Optional;
import promc.analysis.MetricKind;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// A native histogram that a federation job asks for in text, where `/federate` leaves it out (Prometheus `web/federate.go`): only the protobuf format has native histograms, and it is asked for only with
/// `scrape_native_histograms` or by `scrape_protocols`.
public final class NativeHistogramsLost implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("federation/native-histograms-lost", Severity.WARNING, "A federation job selects a native histogram, which it does not get in text format");
    private static final String PROTOBUF = "PrometheusProto";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        if (!job.isFederation() || mayGetProtobuf(job, config)) {
            return;
        }
        for (Expression match : job.matches()) {
            Optional<Expr> root = match.valid();
            Optional<String> metric = root.filter(VectorSelector.class::isInstance).flatMap(selector -> ((VectorSelector) selector).metric());
            Optional<MetricKind.Known> kind = metric.flatMap(name -> context.kind(name, match));
            if (kind.filter(known -> known.kind() == MetricKind.HISTOGRAM && known.firm()).isPresent()) {
                Draft draft = context.report(match.text(), match.text().span(), "`" + metric.get() + "` is a native histogram, and this job asks for text, in which the other server leaves it out; `scrape_native_histograms: true` makes it ask for protobuf");
                kind.get().evidence().ifPresent(why -> draft.note(match.text(), why));
            }
        }
    }

    private static boolean mayGetProtobuf(ScrapeJob job, PrometheusConfig config) {
        return job.switchedOn("scrape_native_histograms").value().or(config.switchedOn("scrape_native_histograms")::value).orElse(false)
                || job.node().get("scrape_protocols").or(() -> config.global().get("scrape_protocols")).filter(NativeHistogramsLost::hasProtobuf).isPresent();
    }

    private static boolean hasProtobuf(YamlNode protocols) {
        return !(protocols instanceof YamlSequence list) || list.items().stream().map(YamlNode::resolve).anyMatch(item -> !(item instanceof YamlScalar word) || word.value().equals(PROTOBUF));
    }
}
