package promc.checks.recording;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import promc.analysis.RuleGraph;
import promc.analysis.RuleNode;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Finding;
import promc.lint.Severity;
import promc.model.Dashboard;
import promc.model.Dashboard.Filled;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.RuleFile;

/// A recorded metric that nothing in sight reads: no rule, no selector of a federation job, no query of a dashboard, and no other file that was found mentions it. Off unless asked for: who
/// reads a metric by hand, or from another repository, cannot be seen.
public final class Unused implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/unused", Severity.INFO, "Nothing in sight reads what the rule records").offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        RuleGraph graph = context.graph();
        Set<String> mentioned = new HashSet<>();
        estate.files().stream().filter(file -> file.template() || file.views(RuleFile.class).findAny().isEmpty()).forEach(file -> names(withoutQueries(file), mentioned));
        Set<RuleNode> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        graph.shown().forEach(reading -> reading.producer().ifPresent(shown::add));
        for (RuleNode node : graph.nodes()) {
            boolean named = node.rule().isRecording() && !node.name().isEmpty();
            boolean read = graph.isRead(node) && node.readers().stream().anyMatch(reading -> reading.reader() != node) || graph.isRead(node) && node.readers().isEmpty();
            if (named && !read && !shown.contains(node) && !mentioned.contains(node.name())) {
                context.report(node.file().text().file(), node.rule().name().span(), "nothing in sight reads `" + node.name() + "`: no rule, no federation job, no other file that was found")
                        .in(Finding.InRule.of(node.rule(), node.group()));
            }
        }
    }

    /// The text of a file without the queries of dashboards that the graph has the selectors of: what they read is told by names and labels.
    private static String withoutQueries(EstateFile file) {
        StringBuilder text = new StringBuilder(file.source().text());
        file.views(Dashboard.class).flatMap(dashboard -> dashboard.queries().stream()).filter(query -> query.filled() != Filled.SYNTAX && query.expression().valid().isPresent())
                .map(query -> query.expression().text().toFile(query.expression().text().span())).forEach(span -> {
                    for (int i = span.start(); i < span.end(); i++) {
                        text.setCharAt(i, ' ');
                    }
                });
        return text.toString();
    }

    /// Adds all words of a text that could be names of metrics.
    private static void names(String text, Set<String> into) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean part = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= '0' && c <= '9';
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                into.add(text.substring(start, i));
                start = -1;
            }
        }
    }
}
