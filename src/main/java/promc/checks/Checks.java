package promc.checks;

import java.util.List;
import promc.lint.Check;
import promc.lint.OwnChecks;

/// All checks, sorted by id: written out in that order, since every run pays for what is done here.
public final class Checks {
    public static final List<Check> ALL = List.of(
            new promc.checks.alert.AlwaysFires(),
            new promc.checks.alert.ForZero(),
            new promc.checks.alert.NeverFires(),
            new promc.checks.alert.NoComparison(),
            new promc.checks.alert.TemplateLabelMissing(),
            new promc.checks.alert.ValueInLabel(),
            new promc.checks.cardinality.UnboundedLabel(),
            new promc.checks.federation.MissingHonorLabels(),
            new promc.checks.federation.NoMatch(),
            new promc.checks.federation.SelectorSyntax(),
            new promc.checks.federation.SelectsEverything(),
            new promc.checks.flags.BadValue(),
            new promc.checks.flags.Deprecated(),
            new promc.checks.flags.Unknown(),
            new promc.checks.group.DuplicateName(),
            new Check.Own(OwnChecks.CHECK_FAILED),
            new promc.checks.promql.AverageOverPartition(),
            new promc.checks.promql.ContradictingMatchers(),
            new promc.checks.promql.DuplicateMatcher(),
            new promc.checks.promql.FeatureNotEnabled(),
            new promc.checks.promql.QuantileWithoutLe(),
            new promc.checks.promql.RateOfAggregate(),
            new promc.checks.promql.RedundantMatcher(),
            new promc.checks.promql.RegexAlternationWithEquals(),
            new promc.checks.promql.RegexAnchoredTwice(),
            new promc.checks.promql.RegexMatchesEverything(),
            new promc.checks.promql.RegexMatchesLiteral(),
            new promc.checks.promql.RegexNeverMatches(),
            new promc.checks.promql.Syntax(),
            new promc.checks.promql.TypeMismatch(),
            new promc.checks.recording.DropsJob(),
            new promc.checks.recording.DuplicateLabelset(),
            new promc.checks.recording.KeepsAllLabels(),
            new promc.checks.recording.LabelOverwritesIdentity(),
            new promc.checks.recording.LevelLabelMissing(),
            new promc.checks.recording.NameCollides(),
            new promc.checks.recording.NameNotAMetric(),
            new promc.checks.recording.NameWithoutLevel(),
            new promc.checks.scrape.MissingFile(),
            new promc.checks.storage.NoVolume(),
            new Check.Own(OwnChecks.EXPIRED),
            new Check.Own(OwnChecks.UNKNOWN_CHECK),
            new Check.Own(OwnChecks.UNUSED),
            new Check.Own(OwnChecks.WITHOUT_REASON),
            new promc.checks.yaml.DuplicateKey(),
            new promc.checks.yaml.LabelNameRefused(),
            new promc.checks.yaml.MisplacedKey(),
            new promc.checks.yaml.MissingKey(),
            new promc.checks.yaml.Syntax(),
            new promc.checks.yaml.UnknownKey(),
            new promc.checks.yaml.WrongType());

    private Checks() {}
}
