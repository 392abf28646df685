package promc.checks.yaml;

import java.util.ArrayList;
import java.util.List;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Server;

/// Labels of groups and rules may not be called `__name__` nor be without a name (`model/rulefmt`); neither may an annotation be without one. Under the
/// legacy scheme of names, which promtool does not know of, other names are refused as well.
public final class LabelNameRefused implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/label-name-refused", Severity.ERROR, "A label has a name that rules may not set, so the file does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        checkScheme(group, file, context);
        check(group.labels(), context);
        for (Rule rule : group.rules()) {
            check(rule.labels(), context);
            rule.annotations().stream().filter(pair -> pair.name().isEmpty())
                    .forEach(pair -> context.report(context.file(), pair.key().span(), "an annotation needs a name"));
        }
    }

    /// Names that only UTF-8 allows, where a server that loads the file has `metric_name_validation_scheme: legacy`. Annotations are held to it too.
    private static void checkScheme(RuleGroup group, RuleFile file, Context context) {
        List<Pair> names = new ArrayList<>(group.labels());
        group.rules().forEach(rule -> {
            names.addAll(rule.labels());
            names.addAll(rule.annotations());
        });
        names.removeIf(pair -> pair.name().isEmpty() || isLegacy(pair.name()));
        if (names.isEmpty()) {
            return;
        }
        for (Server server : context.estate().servers()) {
            Field<String> scheme = server.config().nameScheme();
            if (scheme.value().filter("legacy"::equals).isPresent() && server.loads(file.text().file())) {
                names.forEach(pair -> context.report(context.file(), pair.key().span(), "a server that loads this file takes only names of letters, digits and `_`, so it refuses `" + pair.name() + "`")
                        .note(server.file().source(), scheme.span(), "the server's scheme"));
                return;
            }
        }
    }

    private static boolean isLegacy(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_';
            if (!letter && !(i > 0 && '0' <= c && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    private static void check(List<Pair> labels, Context context) {
        for (Pair pair : labels) {
            if (pair.name().equals("__name__")) {
                context.report(context.file(), pair.key().span(), "the name of a series is not set by a label; `record` names it");
            } else if (pair.name().isEmpty()) {
                context.report(context.file(), pair.key().span(), "a label needs a name");
            }
        }
    }
}
