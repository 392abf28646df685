package promc.checks.compose;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeVariable;
import promc.model.ComposeVariable.Source;
import promc.model.EstateFile;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// A variable of a template of alerts, as `$labels` or `$value`, in the text of a config: Compose takes it for one of its own and fills in nothing. LIKELY only because the shell could have one of that name.
public final class VariableInContent implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.likely("compose/variable-in-content", Severity.WARNING, "Compose takes a variable of a template for one of its own and leaves it out").fixable(Applicability.UNSAFE);
    private static final Set<String> OF_TEMPLATES = Set.of("labels", "value", "externalLabels", "externalURL");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (ComposeFile compose : file.views(ComposeFile.class).toList()) {
            List<ComposeVariable> lost = compose.variables().stream().filter(variable -> OF_TEMPLATES.contains(variable.name()) && (variable.source() == Source.UNTOLD || variable.source() == Source.UNSET)).toList();
            if (!lost.isEmpty() && compose.yaml().rootMapping().flatMap(root -> root.get("configs")).orElse(null) instanceof YamlMapping configs) {
                for (Entry config : configs.effective()) {
                    contents(config).ifPresent(content -> lost.stream().filter(variable -> content.span().contains(variable.span())).forEach(variable -> report(variable, context)));
                }
            }
        }
    }

    private static Optional<YamlScalar> contents(Entry config) {
        return config.value().resolve() instanceof YamlMapping settings && settings.get("content").orElse(null) instanceof YamlScalar content ? Optional.of(content) : Optional.empty();
    }

    private static void report(ComposeVariable variable, Context context) {
        String written = variable.within().of(variable.text().text());
        context.report(variable.text(), variable.within(), "Compose takes `" + written + "` for a variable of its own and fills in nothing: what is meant for a template is written `$" + written + "`")
                .fix(Fix.replace("Write `$" + written + "`", Applicability.UNSAFE, variable.text(), variable.within(), "$" + written));
    }
}
