package promc.checks.promql;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.lint.Target;
import promc.model.Expression;
import promc.model.Image;
import promc.model.Server;
import promc.model.ServerFlags;
import promc.promql.Expr;
import promc.promql.FeatureUse;
import promc.promql.FeatureUse.Release;
import promc.promql.PrometheusFeatures;

/// An expression that the server it is for does not know yet, or knows only with a feature flag that is not set. What the server is, the configuration says
/// (`target`), or the compose service that loads the rules; where nothing does, nothing is reported.
public final class FeatureNotEnabled implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/feature-not-enabled", Severity.ERROR,
            "The expression uses what its Prometheus does not know, or has not switched on");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (expression.use() == Expression.Use.SELECTOR) {
            return;
        }
        Target configured = context.target(expression.text().file());
        if (configured.equals(Target.UNKNOWN) && context.estate().servers().stream().noneMatch(server -> server.runs().isPresent())) {
            return;
        }
        List<FeatureUse> uses = PrometheusFeatures.of(root, expression.text().text());
        if (uses.isEmpty()) {
            return;
        }
        List<Server> servers = context.estate().servers().stream().filter(server -> server.loads(expression.text().file())).filter(server -> server.runs().isPresent()).toList();
        if (servers.isEmpty()) {
            uses.forEach(use -> report(use, configured, expression, context));
        }
        for (Server server : servers) {
            Server.Run run = server.runs().orElseThrow();
            Target target = run.service().flags().map(FeatureNotEnabled::told).orElse(Target.UNKNOWN).with(configured);
            for (FeatureUse use : uses) {
                report(use, target, expression, context).ifPresent(draft ->
                        draft.note(run.compose().text().file(), run.service().nameSpan(), "the server that loads this rule"));
            }
        }
    }

    /// What a command line and its image tell. An image that others built may be any version, and a command line that is not complete may set any flag.
    private static Target told(ServerFlags flags) {
        boolean known = flags.complete() && flags.flags().stream().filter(flag -> flag.name().equals("enable-feature"))
                .allMatch(flag -> flag.value().isPresent() && !flag.value().get().unknown());
        Set<String> features = new HashSet<>();
        flags.flags().stream().filter(flag -> flag.name().equals("enable-feature")).flatMap(flag -> flag.value().stream())
                .forEach(value -> features.addAll(Arrays.asList(value.value().split(","))));
        return new Target(flags.image().filter(Image::isOfficialPrometheus).flatMap(Image::version), known ? Optional.of(features) : Optional.empty());
    }

    private static Optional<Draft> report(FeatureUse use, Target target, Expression expression, Context context) {
        Optional<Release> release = target.prometheus().map(version -> new Release(version.major(), version.minor()));
        if (release.isPresent() && release.get().compareTo(use.since()) < 0) {
            return Optional.of(context.report(expression.text(), use.span(), "only Prometheus " + use.since() + " and later have " + use.name()
                    + ", this is for " + release.get()));
        }
        boolean asked = target.features().isPresent() && use.flag().isPresent() && !target.features().get().contains(use.flag().get());
        boolean needed = release.map(use::needsFlag).orElse(use.free().isEmpty());
        return asked && needed ? Optional.of(context.report(expression.text(), use.span(), use.name() + " must be switched on with --enable-feature=" + use.flag().get()))
                : Optional.empty();
    }
}
