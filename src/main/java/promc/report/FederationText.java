package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.report.FederationReport.Bound;
import promc.report.FederationReport.Job;
import promc.report.FederationReport.Match;
import promc.report.FederationReport.Need;
import promc.report.FederationReport.Place;
import promc.report.FederationReport.Proof;
import promc.report.FederationReport.Proposed;
import promc.report.FederationReport.Reader;
import promc.report.FederationReport.Rule;

/// `promc federation` for people; with `synthesis`, the lists that readers need instead of those that stand.
public record FederationText(Style style, boolean synthesis) {
    /// As many readers, rules or other names of a kind are told one by one; of more, the first ones and how many there are.
    private static final int MOST = 4;
    /// As many selectors of a kind are told; JSON has all.
    private static final int MOST_ROWS = 12;
    /// A line of the list whose selector is longer has its readers on the next line.
    private static final int COLUMN = 56;

    public void write(FederationReport report, Writer out) throws IOException {
        if (report.jobs().isEmpty()) {
            out.append("no job here scrapes /federate\n");
        }
        boolean first = true;
        for (Job job : report.jobs()) {
            out.append(first ? "" : "\n");
            first = false;
            head(job, out);
            if (synthesis) {
                list(job, out);
            } else {
                boolean any = !job.proposal().isEmpty() || job.matches().stream().anyMatch(match -> !match.rules().isEmpty());
                for (Match match : job.matches()) {
                    match(match, any, out);
                }
                if (!any && !job.matches().isEmpty()) {
                    out.append("\n  nothing in sight reads what it collects\n");
                }
                if (job.matches().isEmpty()) {
                    out.append("\n  no match[]: nothing is collected\n");
                }
                needs("Needed, not collected", job.missing(), out);
            }
            needs("Needed, and no rule of the federated servers makes it", job.unmade(), out);
            needs("Read here, and scraped here", job.own(), out);
            unknown(job, out);
        }
    }

    private void head(Job job, Writer out) throws IOException {
        out.append(style.strong("job " + Printable.line(job.name()))).append("  ").append(shown(job.place())).append('\n');
        if (!job.targets().isEmpty()) {
            List<String> targets = new ArrayList<>();
            job.targets().forEach(target -> targets.add(target.address() + (target.servers().isEmpty() ? "" : " (" + String.join(" or ", target.servers()) + ")")));
            boolean none = job.targets().stream().allMatch(target -> target.servers().isEmpty());
            out.append("  collects from ").append(some(targets)).append(none ? ", which is not in sight" : "").append('\n');
        }
    }

    private void match(Match match, boolean any, Writer out) throws IOException {
        out.append(any ? "\n  " : "  ").append(style.strong(Printable.line(match.selector()))).append(style.faint("  line " + match.place().line())).append('\n');
        if (match.nothing()) {
            out.append(match.broken() ? "    is no selector: the server answers 400, and nothing at all is collected\n" : "    selects nothing\n");
            return;
        }
        Optional<String> most = match.bound().flatMap(FederationText::atMost);
        if (most.isPresent()) {
            line("    at most " + most.get(), out);
        }
        if (!match.rules().isEmpty()) {
            line("    selects what " + Text.count(match.rules().size(), "rule") + " of the federated servers " + (match.rules().size() == 1 ? "makes" : "make") + ": "
                    + some(match.rules().stream().map(FederationText::name).distinct().toList()), out);
        }
        if (!match.readers().isEmpty()) {
            boolean kept = match.readers().stream().anyMatch(FederationText::isRelabelling);
            line("    " + (kept ? "nobody in sight reads it; not all is dropped by the " : "read by ") + readers(match.readers()), out);
        }
        List<Rule> unread = match.rules().stream().filter(rule -> !rule.read()).toList();
        if (match.readers().stream().anyMatch(FederationText::isRelabelling)) {
            return;
        }
        if (match.readers().isEmpty()) {
            if (any) {
                line("    nobody in sight reads it", out);
            }
        } else if (!unread.isEmpty()) {
            line("    nobody in sight reads " + some(unread.stream().map(rule -> name(rule) + " (" + shown(rule.place()) + ")").distinct().toList()), out);
        } else if (match.unread().isPresent()) {
            line("    nobody in sight reads the rest of it", out);
        }
    }

    private void list(Job job, Writer out) throws IOException {
        if (job.proposal().isEmpty()) {
            out.append("\n  nothing in sight reads what it collects: there is nothing to make a list of\n");
            return;
        }
        out.append("\n  match[]:\n");
        for (Proposed proposed : job.proposal()) {
            String item = "'" + proposed.selector().replace("'", "''") + "'";
            String series = proposed.bound().flatMap(FederationText::atMost).map(text -> "; at most " + text).orElse("");
            String comment = style.faint("# " + readers(proposed.readers(), false) + series);
            out.append("    - ").append(proposed.stands() ? item : style.good(item));
            if (proposed.readers().stream().anyMatch(FederationText::isRelabelling)) {
                out.append('\n');
                continue;
            }
            out.append(item.length() > COLUMN ? "\n      " : " ".repeat(COLUMN - item.length() + 1)).append(comment).append('\n');
        }
        out.append('\n');
        Map<String, List<String>> dropped = new LinkedHashMap<>();
        job.proposal().forEach(proposed -> proposed.dropped().forEach(label -> dropped.computeIfAbsent(label, key -> new ArrayList<>()).add(proposed.selector())));
        Optional<Reader> keeps = job.proposal().getFirst().readers().stream().filter(FederationText::isRelabelling).findFirst();
        if (keeps.isPresent()) {
            line("  Nothing in sight reads what it collects; this is what its relabelling keeps (" + shown(keeps.get().place()) + ")", out);
        }
        line("  " + proof(job.proof()), out);
        for (Map.Entry<String, List<String>> label : dropped.entrySet()) {
            line("  Readers ask for `" + label.getKey() + "`, which series may get on their way; the federated server is not asked for it: " + some(label.getValue()), out);
        }
        long gone = job.matches().stream().filter(match -> job.proposal().stream().noneMatch(proposed -> proposed.selector().equals(match.selector()))).count();
        if (gone > 0) {
            line("  In place of " + Text.count(gone, "selector") + (job.writable() ? "; --diff shows the change, --fix makes it" : "; --fix does not write it, for what is not known"), out);
        }
    }

    private static String proof(Proof proof) {
        if (proof.covered()) {
            return (proof.needed() == 1 ? "Proved: each series that is needed here is in the list" : "Proved: each series that one of the " + proof.needed() + " selectors needed here selects is in the list")
                    + (proof.minimal() ? ", and without any one of its lines some would not be" : "; whether each of its lines is needed was not found out");
        }
        return proof.example().map(example -> "Not all: " + example + " is needed and not in the list").orElse("Not proved that all that is needed is in the list: the patterns are too large to find out");
    }

    private void needs(String title, List<Need> needs, Writer out) throws IOException {
        if (needs.isEmpty()) {
            return;
        }
        out.append("\n  ").append(style.strong(title)).append('\n');
        for (Need need : needs.subList(0, Math.min(MOST_ROWS, needs.size()))) {
            line("    " + need.selector() + "  by " + readers(need.readers()) + (need.alsoHere().isEmpty() ? "" : "; " + jobs(need.alsoHere()) + " may scrape it here"), out);
            if (need.example().filter(example -> !example.equals(need.selector())).isPresent()) {
                line("      for example " + need.example().get(), out);
            }
        }
        if (needs.size() > MOST_ROWS) {
            line("    and " + (needs.size() - MOST_ROWS) + " more, which --format json shows", out);
        }
    }

    private void unknown(Job job, Writer out) throws IOException {
        if (job.unknown().isEmpty()) {
            return;
        }
        out.append("\n  ").append(style.strong("Not known")).append('\n');
        for (String sentence : job.unknown()) {
            line("    " + sentence, out);
        }
    }

    private static String jobs(List<String> names) {
        return (names.size() == 1 ? "job " : "jobs ") + String.join(", ", names);
    }

    private static String name(Rule rule) {
        return rule.kind().equals("alerting") ? "ALERTS of " + rule.name() : rule.name();
    }

    /// By kind: `alerts Down (rules.yml:4), Slow (rules.yml:9)`. What reads at several places, as panels of a dashboard do, has its first.
    private static String readers(List<Reader> readers) {
        return readers(readers, true);
    }

    /// With `panels`, dashboards have their places, too.
    private static String readers(List<Reader> readers, boolean panels) {
        Map<String, Map<String, String>> byKind = new LinkedHashMap<>();
        readers.forEach(reader -> byKind.computeIfAbsent(reader.kind(), kind -> new LinkedHashMap<>())
                .putIfAbsent(told(reader, panels), reader.name() + (panels || !isDashboard(reader) ? " (" + shown(reader.place()) + ")" : "")));
        List<String> parts = new ArrayList<>();
        byKind.forEach((kind, of) -> parts.add(plural(kind, of.size()) + " " + some(List.copyOf(of.values()))));
        return String.join("; ", parts);
    }

    /// What tells readers apart: an alert that reads at several places is one, and so is a dashboard.
    private static String told(Reader reader, boolean panels) {
        return reader.name() + (panels || !isDashboard(reader) ? "\n" + reader.place().file() : "");
    }

    private static boolean isRelabelling(Reader reader) {
        return reader.kind().equals("relabelling of job");
    }

    private static boolean isDashboard(Reader reader) {
        return reader.kind().equals("dashboard");
    }

    private static String plural(String kind, int count) {
        return count == 1 ? kind : kind.equals("template of alert") ? "templates of alerts" : kind.equals("relabelling of job") ? kind : kind + "s";
    }

    private static String shown(Place place) {
        return place.file() + ":" + place.line();
    }

    private static String some(List<String> names) {
        return names.size() <= MOST ? String.join(", ", names) : String.join(", ", names.subList(0, MOST)) + " and " + (names.size() - MOST) + " more";
    }

    private static Optional<String> atMost(Bound bound) {
        String text = bound.series().isPresent() ? Cells.number(bound.series()) + " series" : bound.text();
        return bound.series().orElse(1) == 0 ? Optional.empty() : Optional.of(text);
    }

    private static void line(String text, Writer out) throws IOException {
        out.append(Printable.line(text)).append('\n');
    }
}
