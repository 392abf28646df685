package promc.checks.promql;

import java.util.List;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.lint.Target;
import promc.model.Expression;
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
        for (ServerSettings server : context.servers(expression.text().file())) {
            for (FeatureUse use : uses) {
                Optional<Draft> draft = report(use, new Target(server.version(), server.features()), expression, context);
                draft.ifPresent(found -> server.service().ifPresent(why -> found.note(expression.text(), why)));
            }
        }
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
