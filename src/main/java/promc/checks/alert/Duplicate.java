package promc.checks.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.analysis.NormalForm;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.LoadedTogether;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlSequence;

/// Two alerts of one server with the same name and labels, the same `for`, and expressions that return the same on every database. Alertmanager tells alerts apart by name and labels
/// alone: it takes the two for one, with the annotations that came last. Alerts of one name with other thresholds, labels or times are levels of one alert, and fine.
public final class Duplicate implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/duplicate", Severity.WARNING, "Two alerts are the same in name, labels, `for` and meaning").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    private record Named(String name, Map<String, String> labels, Duration hold, Duration keep) {}

    @Override
    public void check(Estate estate, Context context) {
        Set<Rule> told = Collections.newSetFromMap(new IdentityHashMap<>());
        LoadedTogether.of(estate).forEach(set -> compare(set, told, context));
        LoadedTogether.perhaps(estate).forEach(set -> compare(set, told, context));
    }

    private static void compare(LoadedTogether set, Set<Rule> told, Context context) {
        for (List<LoadedAlert> alerts : LoadedAlert.grouped(set.files(), alert -> new Named(alert.name(), alert.labels(), alert.hold(), alert.keep()))) {
            Map<NormalForm, LoadedAlert> first = new HashMap<>();
            for (LoadedAlert alert : alerts) {
                LoadedAlert before = first.putIfAbsent(context.form(alert.expression()), alert);
                if (before != null && !(set.where().equals("folder") && areCopies(before, alert)) && told.add(alert.rule())) {
                    report(before, alert, set, context);
                }
            }
        }
    }

    /// Files that have a group in common are versions of one file: for several environments, before and after. A file by itself has been looked at.
    private static boolean areCopies(LoadedAlert a, LoadedAlert b) {
        Set<String> groups = new HashSet<>();
        a.file().groups().forEach(group -> group.name().value().ifPresent(groups::add));
        return b.file() == a.file() || b.file().groups().stream().anyMatch(group -> group.name().value().filter(groups::contains).isPresent());
    }

    private static void report(LoadedAlert first, LoadedAlert second, LoadedTogether set, Context context) {
        SourceFile file = second.file().text().file();
        boolean same = second.hasAnnotationsOf(first);
        boolean perhaps = set.where().equals("folder");
        String where = perhaps ? "stands in a file beside this one too, and one server may load both" : set.where().equals("file") ? "stands in this file already" : "is loaded by the same server twice";
        Draft draft = context.report(file, second.place(), "`" + second.name() + "` " + where + ": same labels, same `for`, and an expression that returns the same"
                + (same ? "" : "; Alertmanager takes the two for one alert, with the annotations of whichever came last"));
        draft.note(first.file().text().file(), first.place(), "the first one").in(second.about());
        if (set.surely()) {
            removal(second).ifPresent(edit -> draft.fix(Optional.of(new Fix("Remove the second `" + second.name() + "`", applicability(second, edit, same), List.of(edit)))));
        } else {
            draft.likely();
        }
        if (perhaps) {
            draft.severity(Severity.INFO);
        }
    }

    private static Optional<TextEdit> removal(LoadedAlert alert) {
        return alert.file().origin() != RuleFile.Origin.CONFIG_MAP && alert.group().node().get("rules").orElse(null) instanceof YamlSequence rules
                ? YamlEdits.removeItem(alert.file().text().file(), rules, alert.rule().node()) : Optional.empty();
    }

    /// Which annotations to keep, and where a comment goes, the reader decides.
    private static Applicability applicability(LoadedAlert alert, TextEdit edit, boolean sameAnnotations) {
        SourceFile file = alert.file().text().file();
        int line = file.line(edit.span().start());
        String above = line > 1 ? file.text().substring(file.lineStart(line - 1), edit.span().start()) : "";
        boolean comments = edit.span().of(file.text()).contains("#") || above.strip().startsWith("#");
        return sameAnnotations && !comments ? Applicability.UNSAFE : Applicability.DISPLAY_ONLY;
    }
}
