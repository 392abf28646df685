package promc.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import promc.analysis.EstateFacts;
import promc.analysis.RuleGraph;
import promc.analysis.RuleNode;
import promc.checks.Checks;
import promc.lint.Config;
import promc.lint.Linter;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.source.SourceFile;

/// How a whole run and the graph grow with the number of rules: `GraphBench RULES [loaded]`, run by hand. The rules are those of services with their objectives: each service has a group of
/// rates by job in three windows, one of ratios that share names over all services and are told apart by a label, and one of alerts, some of which read others; a few rules read by a pattern or
/// all alerts. With `loaded`, one server loads all of them.
public final class GraphBench {
    private static final List<String> WINDOWS = List.of("5m", "1h", "6h");
    private static final int SERVICES_IN_FILE = 20;

    private GraphBench() {}

    public static void main(String[] args) {
        int wanted = Integer.parseInt(args[0]);
        List<SourceFile> sources = new ArrayList<>();
        if (args.length > 1) {
            sources.add(SourceFile.of("prometheus.yml", "global:\n  evaluation_interval: 30s\nrule_files: [rules/*.yml]\n"));
        }
        int rules = 0;
        for (int file = 0; rules < wanted; file++) {
            StringBuilder text = new StringBuilder("groups:\n");
            for (int i = 0; i < SERVICES_IN_FILE && rules < wanted; i++) {
                rules += service(file * SERVICES_IN_FILE + i, text);
            }
            sources.add(SourceFile.of("rules/r" + file + ".yml", text.toString()));
        }
        long start = System.nanoTime();
        Estate estate = EstateReader.read(sources);
        long read = System.nanoTime();
        RuleGraph graph = new EstateFacts(estate, path -> Inventory.NONE).graph();
        int edges = graph.nodes().stream().map(RuleNode::reads).mapToInt(List::size).sum();
        int cycles = graph.cycles().size();
        long built = System.nanoTime();
        int findings = new Linter(Checks.ALL, Config.DEFAULT::forFile, LocalDate.of(2026, 1, 1)).lint(estate).findings().size();
        long linted = System.nanoTime();
        System.out.printf("%d rules in %d files: read %.1f s, graph %.1f s (%d edges, %d circles), all checks %.1f s (%d findings), heap %d MB%n", rules, sources.size(), (read - start) / 1e9,
                (built - read) / 1e9, edges, cycles, (linted - built) / 1e9, findings, (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    /// How many rules were written.
    private static int service(int number, StringBuilder out) {
        int rules = 0;
        String name = "svc" + number;
        out.append("- name: ").append(name).append("-rates\n  rules:\n");
        for (String window : WINDOWS) {
            out.append("  - record: job:").append(name).append("_requests:rate").append(window).append("\n    expr: sum by (job, code) (rate(").append(name).append("_requests_total[").append(window)
                    .append("]))\n");
            rules++;
        }
        out.append("- name: ").append(name).append("-ratios\n  rules:\n");
        for (String window : WINDOWS) {
            out.append("  - record: slo:errors:ratio_rate").append(window).append("\n    expr: sum(job:").append(name).append("_requests:rate").append(window).append("{code=~\"5..\"}) / sum(job:")
                    .append(name).append("_requests:rate").append(window).append(")\n    labels:\n      service: ").append(name).append('\n');
            rules++;
        }
        out.append("- name: ").append(name).append("-alerts\n  rules:\n  - alert: ").append(name).append("Burns\n    expr: slo:errors:ratio_rate5m{service=\"").append(name)
                .append("\"} > 0.01 and slo:errors:ratio_rate1h{service=\"").append(name).append("\"} > 0.01\n  - alert: ").append(name).append("BurnsSlowly\n    expr: slo:errors:ratio_rate6h{service=\"")
                .append(name).append("\"} > 0.01 unless ALERTS{alertname=\"").append(name).append("Burns\"}\n");
        rules += 2;
        if (number % 50 == 0) {
            out.append("  - alert: ").append(name).append("Family\n    expr: count({__name__=~\"job:").append(name).append("_.*\"}) > 100\n  - alert: ").append(name)
                    .append("Many\n    expr: count(ALERTS{alertstate=\"firing\"}) > 100\n");
            rules += 2;
        }
        return rules;
    }
}
