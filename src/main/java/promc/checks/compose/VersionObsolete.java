package promc.checks.compose;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.EstateFile;
import promc.model.MonitoringProgram;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// `version`, which Compose ignores with a warning since there is one format. A file that says how it is deployed may be for `docker stack`, which still reads it.
public final class VersionObsolete implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("compose/version-obsolete", Severity.INFO, "Compose warns of `version` and ignores it").fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(ComposeFile.class).filter(MonitoringProgram::isIn).forEach(compose -> {
            Optional<YamlMapping> root = compose.yaml().rootMapping();
            Optional<Entry> version = root.flatMap(mapping -> mapping.own("version"));
            if (version.isPresent() && compose.services().stream().noneMatch(service -> service.node().get("deploy").isPresent())) {
                context.report(file.source(), version.get().span(), "Compose ignores `version` and warns of it at each call: there is one format, and this line can go")
                        .fix(YamlEdits.remove(file.source(), root.get(), version.get()).map(edit -> new Fix("Take out `version`", Applicability.SAFE, List.of(edit))));
            }
        });
    }
}
