package promc.checks.exposition;

import java.util.HashSet;
import java.util.Set;
import promc.exposition.Exposition.Family;
import promc.exposition.ExpositionLine.Label;
import promc.exposition.ExpositionLine.Sample;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// Names of metrics and labels in camelCase, where all others are in snake_case. Only a part that begins with a small letter counts: `node_netstat_Tcp_InSegs` and `MemAvailable` are the
/// kernel's own words. Each name is told once in a file.
public final class CamelCase implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.likely("exposition/camel-case", Severity.INFO, "A metric or label is named in camelCase");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        Set<String> told = new HashSet<>();
        for (Family family : file.families()) {
            if (family.type().isPresent() && isCamelCase(family.name()) && told.add(family.name())) {
                context.report(file.text(), family.type().get().nameSpan(), "the metric `" + family.name() + "` is in camelCase; by convention names are in snake_case");
            }
            for (Sample sample : family.samples()) {
                for (Label label : sample.labels()) {
                    if (family.type().isPresent() && isCamelCase(label.name()) && told.add("label " + label.name())) {
                        context.report(file.text(), label.nameSpan(), "the label `" + label.name() + "` is in camelCase; by convention names are in snake_case");
                    }
                }
            }
        }
    }

    private static boolean isCamelCase(String name) {
        for (String part : name.split("_")) {
            if (!part.isEmpty() && Character.isLowerCase(part.charAt(0))) {
                for (int i = 1; i < part.length(); i++) {
                    if (Character.isUpperCase(part.charAt(i)) && Character.isLowerCase(part.charAt(i - 1))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
