package promc.checks.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import promc.analysis.Implication;
import promc.analysis.NormalForm;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.LoadedTogether;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Rule;
import promc.source.SourceFile;

/// An alert that never fires without another one of the same labels: the other asks for less, and waits no longer. Of one name it never adds anything; of two names, two
/// notifications of one severity tell the same, as where the critical one of two has the severity of the warning by mistake.
public final class Shadowed implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/shadowed", Severity.INFO, "Whenever an alert fires, another one with the same labels fires too");
    /// Each alert is compared with as many before it; more with the same labels and metrics are made by a generator.
    private static final int MAX_BEFORE = 64;
    /// Labels by which people tell how bad it is. Without any, the names of alerts do.
    private static final Set<String> LEVELS = Set.of("severity", "level", "priority", "alert_level", "criticality", "urgency");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    private record Alike(Map<String, String> labels, SortedSet<String> metrics) {}

    @Override
    public void check(Estate estate, Context context) {
        Set<Rule> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (LoadedTogether set : LoadedTogether.of(estate)) {
            LoadedAlert.grouped(set.files(), alert -> new Alike(alert.labels(), NormalForm.metrics(alert.expression().valid().orElseThrow()))).forEach(alerts -> compare(alerts, set, told, context));
        }
    }

    /// What makes two alerts of the same labels duplicates, of which `alert/duplicate` tells.
    private record Same(String name, Duration hold, Duration keep, NormalForm form) {}

    private static void compare(List<LoadedAlert> all, LoadedTogether set, Set<Rule> told, Context context) {
        Set<Same> seen = new HashSet<>();
        List<LoadedAlert> alerts = all.stream().filter(alert -> seen.add(new Same(alert.name(), alert.hold(), alert.keep(), context.form(alert.expression())))).toList();
        for (int i = 1; i < alerts.size(); i++) {
            for (int j = Math.max(0, i - MAX_BEFORE); j < i; j++) {
                LoadedAlert earlier = alerts.get(j);
                LoadedAlert later = alerts.get(i);
                boolean comparable = earlier.name().equals(later.name()) || later.labels().keySet().stream().anyMatch(LEVELS::contains);
                if (comparable && !told.contains(later.rule()) && isShadowed(later, earlier, context)) {
                    report(later, earlier, set, told, context);
                } else if (comparable && !told.contains(earlier.rule()) && isShadowed(earlier, later, context)) {
                    report(earlier, later, set, told, context);
                }
            }
        }
    }

    /// Proved that `by` fires with the same labels whenever `alert` does, and no later.
    private static boolean isShadowed(LoadedAlert alert, LoadedAlert by, Context context) {
        if (by.hold().compareTo(alert.hold()) > 0 || by.keep().compareTo(alert.keep()) < 0) {
            return false;
        }
        return Implication.holds(context.form(alert.expression()), context.form(by.expression()));
    }

    private static void report(LoadedAlert alert, LoadedAlert by, LoadedTogether set, Set<Rule> told, Context context) {
        told.add(alert.rule());
        SourceFile file = alert.file().text().file();
        boolean sameName = alert.name().equals(by.name());
        boolean sameExpression = context.form(alert.expression()).equals(context.form(by.expression()));
        String asks = sameExpression ? "asks for the same" : "asks for less";
        String waits = by.hold().equals(alert.hold()) ? "" : " and waits for less time";
        String message = sameName ? "this alert never adds anything: the other `" + by.name() + "` with the same labels " + asks + waits
                : "whenever `" + alert.name() + "` fires, `" + by.name() + "` fires with the same labels: it " + asks + waits;
        Draft draft = context.report(file, alert.place(), message).note(by.file().text().file(), by.place(), "the one that fires whenever this one does").in(alert.about());
        if (sameName) {
            draft.severity(Severity.WARNING);
        }
        // That two names of one severity are too many is for people to say.
        if (!sameName || !set.surely()) {
            draft.likely();
        }
    }
}
