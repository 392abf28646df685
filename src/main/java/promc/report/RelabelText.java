package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import promc.analysis.RelabelRun;
import promc.analysis.ScrapeProcess;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;

/// A [RelabelReport] for people: for each target the labels it has at first, what each rule does, and where it is scraped or why not.
public record RelabelText(Style style, int width) {
    private static final int INDENT = 11;

    public void write(RelabelReport report, Writer out) throws IOException {
        out.append("job `").append(Printable.line(report.job().name().value().orElse(""))).append("`, ").append(report.path()).append(':').append(Integer.toString(report.line())).append('\n');
        for (RelabelReport.Target target : report.targets()) {
            out.append('\n');
            line("target", labels(target.discovered()), out);
            Map<String, String> settings = new TreeMap<>(target.run().given());
            settings.keySet().removeAll(target.discovered().keySet());
            line("settings", labels(settings), out);
            steps(report, report.job().relabelRules(), target.run(), out);
            if (target.run().outcome().isEmpty()) {
                line("", style.bad("not scraped") + ": " + Printable.line(target.run().lost()), out);
                continue;
            }
            line("scraped", style.good(Printable.line(target.url().orElse(""))), out);
            line("labels", labels(ScrapeProcess.visible(target.run().outcome().get())), out);
            if (target.series().isPresent()) {
                RelabelRun series = target.series().get();
                out.append('\n');
                line("series", labels(series.given()), out);
                steps(report, report.job().metricRelabelRules(), series, out);
                if (series.outcome().isPresent()) {
                    line("stored", style.good(labels(series.outcome().get())), out);
                } else {
                    line("", style.bad("not stored") + ": " + series.lost(), out);
                }
                for (RelabelReport.Sent sent : target.sent()) {
                    out.append('\n');
                    line("to", Printable.line(sent.url()), out);
                    line("series", labels(sent.run().given()), out);
                    steps(report, sent.to().relabelRules(), sent.run(), out);
                    if (sent.run().outcome().isPresent()) {
                        line("sent", style.good(labels(sent.run().outcome().get())), out);
                    } else {
                        line("", style.bad("not sent") + ": " + sent.run().lost(), out);
                    }
                }
            }
        }
    }

    private static String labels(Map<String, String> labels) {
        return Printable.line(RelabelReport.labels(labels));
    }

    private void line(String head, String value, Writer out) throws IOException {
        String start = style.strong(head) + " ".repeat(INDENT - head.length());
        for (String line : Wrapping.words(value, width - INDENT)) {
            out.append(start).append(line).append('\n');
            start = " ".repeat(INDENT);
        }
    }

    private void steps(RelabelReport report, List<RelabelRule> rules, RelabelRun run, Writer out) throws IOException {
        for (RelabelRun.Step step : run.steps()) {
            RelabelRule rule = rules.get(step.rule());
            String number = Integer.toString(report.line(rule));
            String action = rule.actionOrDefault().word();
            out.append("  ").append(style.faint("line " + number)).append(" ".repeat(Math.max(1, 6 - number.length()))).append(style.strong(action)).append(" ".repeat(Math.max(1, 11 - action.length())))
                    .append(Printable.line(condition(rule, step))).append(effect(rule, step)).append('\n');
        }
    }

    /// What the rule looks at, and what it finds there.
    private static String condition(RelabelRule rule, RelabelRun.Step step) {
        String sources = String.join(rule.separatorOrDefault(), rule.sourceLabels().value().orElse(List.of()));
        String found = sources.isEmpty() ? "" : RelabelReport.label(sources, step.input());
        String regex = "`" + (rule.regex().isAbsent() ? RelabelRule.DEFAULT_REGEX : rule.regexOrDefault().orElseThrow().pattern()) + "`";
        Action action = rule.actionOrDefault();
        return switch (action) {
            case KEEP, DROP, REPLACE -> rule.regex().isAbsent() && action == Action.REPLACE ? found
                    : (found.isEmpty() ? "the empty value" : found) + (step.matches() ? " matches " : " does not match ") + regex;
            case KEEPEQUAL, DROPEQUAL -> found + " against " + RelabelReport.label(rule.targetLabel().value().orElse(""), step.before().getOrDefault(rule.targetLabel().value().orElse(""), ""));
            case HASHMOD, LOWERCASE, UPPERCASE -> found;
            case LABELMAP, LABELDROP, LABELKEEP -> regex;
        };
    }

    private String effect(RelabelRule rule, RelabelRun.Step step) {
        if (!step.kept()) {
            return ": " + style.bad("dropped");
        }
        List<String> changes = new ArrayList<>();
        for (Map.Entry<String, String> label : step.after().entrySet()) {
            if (!label.getValue().equals(step.before().get(label.getKey()))) {
                changes.add(Printable.line(RelabelReport.label(label.getKey(), label.getValue())));
            }
        }
        for (String name : step.before().keySet()) {
            if (!step.after().containsKey(name)) {
                changes.add("without " + Printable.line(name));
            }
        }
        boolean filter = switch (rule.actionOrDefault()) {
            case KEEP, DROP, KEEPEQUAL, DROPEQUAL -> true;
            case REPLACE, HASHMOD, LOWERCASE, UPPERCASE, LABELMAP, LABELDROP, LABELKEEP -> false;
        };
        return filter ? ": kept" : changes.isEmpty() ? ": nothing changes" : condition(rule, step).isEmpty() ? String.join(", ", changes) : ": " + String.join(", ", changes);
    }
}
