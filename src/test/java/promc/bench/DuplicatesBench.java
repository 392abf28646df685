package promc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import promc.analysis.EstateFacts;
import promc.analysis.NormalForm;
import promc.checks.Checks;
import promc.lint.Check;
import promc.lint.Config;
import promc.lint.Linter;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.source.SourceFile;

/// How long a large estate takes: synthetic rules as teams have them, loaded by one server, some of them twice. Run by hand; `FOLDER` keeps the files for a run of `promc check`.
///
/// `java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx2g -cp target/test-classes:target/classes:... promc.bench.DuplicatesBench RULES FILES [FOLDER]`
public final class DuplicatesBench {
    private static final long SEED = 314;
    private static final List<String> AREAS = List.of("node", "kube", "http", "grpc", "mysql", "redis", "kafka", "etcd", "haproxy", "jvm", "rabbitmq", "nginx");
    private static final List<String> THINGS = List.of("requests", "errors", "bytes_sent", "bytes_received", "connections", "queue_messages", "retries", "timeouts", "cache_hits", "commits");
    private static final List<String> LABELS = List.of("job", "cluster, job", "namespace, pod", "instance", "job, instance", "cluster, namespace, service");
    private static final List<String> WINDOWS = List.of("1m", "5m", "30m", "1h");

    private DuplicatesBench() {}

    public static void main(String[] args) throws IOException {
        int rules = Integer.parseInt(args[0]);
        List<SourceFile> files = files(rules, Integer.parseInt(args[1]));
        if (args.length > 2) {
            for (SourceFile file : files) {
                Path path = Path.of(args[2]).resolve(file.path());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.text());
            }
        }
        long start = System.nanoTime();
        Estate estate = EstateReader.read(files);
        long read = System.nanoTime();
        System.out.printf("%d rules in %d files: read in %.1f s, heap %d MB%n", rules, files.size(), seconds(start, read), heap());
        EstateFacts facts = new EstateFacts(estate, path -> Inventory.NONE);
        Set<NormalForm> forms = new HashSet<>();
        estate.expressions().forEach(expression -> forms.add(facts.form(expression)));
        long formed = System.nanoTime();
        System.out.printf("normal forms: %d different ones in %.1f s, heap %d MB%n", forms.size(), seconds(read, formed), heap());
        long lint = System.nanoTime();
        int findings = linter(Checks.ALL).lint(estate).findings().size();
        long done = System.nanoTime();
        System.out.printf("all checks: %d findings in %.1f s, heap %d MB%n", findings, seconds(lint, done), heap());
        Map<String, Double> perCheck = new TreeMap<>();
        for (Check check : Checks.ALL) {
            long begin = System.nanoTime();
            linter(List.of(check)).lint(estate);
            perCheck.put(check.info().id(), seconds(begin, System.nanoTime()));
        }
        perCheck.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).limit(15).forEach(entry -> System.out.printf("  %-40s %.2f s%n", entry.getKey(), entry.getValue()));
    }

    private static List<SourceFile> files(int rules, int count) {
        Random random = new Random(SEED);
        List<SourceFile> files = new ArrayList<>();
        files.add(SourceFile.of("prometheus.yml", "global:\n  scrape_interval: 30s\nrule_files:\n- rules/*.yml\nscrape_configs:\n- job_name: node\n  static_configs:\n  - targets: ['a:9100']\n"));
        Map<String, Integer> seen = new HashMap<>();
        for (int file = 0; file < count; file++) {
            StringBuilder text = new StringBuilder("groups:\n");
            for (int rule = file * rules / count; rule < (file + 1) * rules / count; rule++) {
                if (rule % 10 == 0 || text.length() < 10) {
                    text.append("- name: team").append(file).append("-").append(rule / 10).append("\n  rules:\n");
                }
                text.append(rule % 5 < 3 ? record(random, seen) : alert(random, rule));
            }
            files.add(SourceFile.of("rules/team" + file + ".yml", text.toString()));
        }
        return files;
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String selector(Random random) {
        return pick(AREAS, random) + random.nextInt(400) + '_' + pick(THINGS, random) + "_total{" + pick(List.of("code=~\"5..\"", "job=\"api\"", "code!~\"2..|3..\", env=\"prod\"", "method=~\"GET|POST\""), random) + '}';
    }

    private static String record(Random random, Map<String, Integer> seen) {
        String labels = pick(LABELS, random);
        String window = pick(WINDOWS, random);
        String selector = selector(random);
        String name = labels.replace(", ", "_") + ':' + selector.substring(0, selector.indexOf("_total")) + ":rate" + window;
        int again = seen.merge(name, 1, Integer::sum);
        String text = "sum by (" + labels + ") (rate(" + selector + '[' + window + "]))";
        return "  - record: " + name + (again > 1 && again % 3 > 0 ? "_v" + again : "") + "\n    expr: " + (random.nextInt(4) == 0 ? text + "\n      /\n      " + text.replace("_total{", "_started_total{") : text) + "\n";
    }

    private static String alert(Random random, int rule) {
        String selector = selector(random);
        String severity = random.nextBoolean() ? "warning" : "critical";
        return "  - alert: " + Character.toUpperCase(selector.charAt(0)) + selector.substring(1, selector.indexOf('{')).replace("_", "") + "High" + (rule % 7 == 0 ? "" : rule)
                + "\n    expr: sum by (job, instance) (rate(" + selector + "[5m])) > " + (1 + random.nextInt(50)) + "\n    for: " + (5 * (1 + random.nextInt(3))) + "m\n    labels:\n      severity: " + severity
                + "\n    annotations:\n      summary: \"{{ $labels.job }} on {{ $labels.instance }} is at {{ $value }}\"\n      runbook_url: https://runbooks.example.com/" + rule + "\n";
    }

    private static Linter linter(List<Check> checks) {
        return new Linter(checks, path -> Config.Settings.DEFAULT, LocalDate.of(2026, 11, 22));
    }

    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
