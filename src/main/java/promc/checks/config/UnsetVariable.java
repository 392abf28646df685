package promc.checks.config;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ProcessEnvironment;
import promc.model.ProcessEnvironment.Reference;
import promc.model.Estate;
import promc.model.Field;
import promc.model.Image;
import promc.model.Pair;
import promc.model.Server;
import promc.model.Server.Run;
import promc.model.Version;
import promc.yaml.YamlNode.YamlScalar;

/// A variable of the environment in an external label that the service which runs the configuration does not set (`config.Load`, `os.Expand`): it becomes nothing. Compose's own variables, those of
/// `.env`, reach the compose file only.
public final class UnsetVariable implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("config/unset-variable", Severity.WARNING, "An external label reads a variable that the server's environment does not have");
    /// Before it, external labels were expanded only with a feature flag.
    private static final int EXPANDED_SINCE = 3;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            if (server.runs().isEmpty() || server.file().template()) {
                continue;
            }
            Run run = server.runs().get();
            Optional<Version> version = run.process().image().flatMap(Image::version);
            boolean literal = version.filter(known -> known.major() < EXPANDED_SINCE).isPresent();
            if (literal || server.config().externalLabels().stream().noneMatch(UnsetVariable::asks)) {
                continue;
            }
            ProcessEnvironment environment = ProcessEnvironment.of(estate, run.process());
            for (Pair label : server.config().externalLabels()) {
                if (label.value() instanceof Field.Present<YamlScalar>(YamlScalar value, var ignored)) {
                    check(label, value, environment, server, run, context);
                }
            }
        }
    }

    private static boolean asks(Pair label) {
        return label.value().value().filter(value -> value.value().indexOf('$') >= 0).isPresent();
    }

    private static void check(Pair label, YamlScalar value, ProcessEnvironment environment, Server server, Run run, Context context) {
        for (Reference reference : ProcessEnvironment.references(value.value())) {
            if (environment.lacks(reference.name())) {
                boolean whole = reference.span().length() == value.value().length();
                context.report(value.text(), reference.span(), "`" + run.process().name() + "` sets no `" + reference.name() + "`: "
                        + (whole ? "the external label `" + label.name() + "` is empty, that is, missing" : "it is left out of the external label `" + label.name() + "`"))
                        .note(run.process().file(), run.process().place(), "the service that loads this configuration, with all that its `environment` tells");
            }
        }
    }
}
