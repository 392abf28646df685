package promc.checks.exposition;

import promc.exposition.Exposition.Family;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// A metric with a type and without `# HELP`. What `/federate` answers has no help and no types, so untyped metrics are passed over.
public final class NoHelp implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.likely("exposition/no-help", Severity.INFO, "A metric has no `# HELP`, so nobody can look up what it counts");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        for (Family family : file.families()) {
            if (family.isTyped() && family.help().filter(help -> !help.text().isBlank()).isEmpty()) {
                context.report(file.text(), family.type().get().nameSpan(), "nothing says what `" + family.name() + "` counts: " + (family.help().isPresent() ? "its `# HELP` is empty" : "it has no `# HELP`"));
            }
        }
    }
}
