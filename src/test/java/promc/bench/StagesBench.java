package promc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import promc.checks.Checks;
import promc.lint.Check;
import promc.lint.Config;
import promc.lint.Linter;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.model.Rule;
import promc.promql.Options;
import promc.promql.Promql;
import promc.source.SourceFile;
import promc.yaml.Yaml;

/// Where the time of a check goes: reading, YAML, PromQL, checks. Run by hand, the first round cold, the last one warm; one thread for the files given one by one.
///
/// `java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp target/test-classes:target/classes:... promc.bench.StagesBench ROUNDS FILE...`
public final class StagesBench {
    private StagesBench() {}

    public static void main(String[] args) throws IOException {
        int rounds = Integer.parseInt(args[0]);
        List<Path> paths = List.of(args).subList(1, args.length).stream().map(Path::of).toList();
        for (int round = 1; round <= rounds; round++) {
            long start = System.nanoTime();
            List<SourceFile> files = new ArrayList<>();
            for (Path path : paths) {
                files.add(SourceFile.decode(path.toString(), Files.readAllBytes(path)));
            }
            long read = System.nanoTime();
            files.forEach(Yaml::parse);
            long yaml = System.nanoTime();
            Estate estate = EstateReader.read(files);
            long whole = System.nanoTime();
            List<String> expressions = estate.rules().map(Rule::expr).flatMap(expr -> expr.value().stream()).map(Expression::text).map(text -> text.text()).toList();
            long promqlStart = System.nanoTime();
            expressions.forEach(text -> Promql.parse(text, Options.ALL));
            long promql = System.nanoTime();
            int findings = linter(Checks.ALL).lint(estate).findings().size();
            long lint = System.nanoTime();
            System.out.printf("round %d: %d files, %d expressions, %d findings: read %.1f ms, YAML %.1f, estate (YAML again, PromQL, views) %.1f, PromQL again %.1f, checks %.1f%n",
                    round, files.size(), expressions.size(), findings, ms(start, read), ms(read, yaml), ms(yaml, whole), ms(promqlStart, promql), ms(promql, lint));
            if (round == rounds) {
                slowestChecks(estate);
            }
        }
    }

    private static void slowestChecks(Estate estate) {
        Map<String, Double> perCheck = new TreeMap<>();
        for (Check check : Checks.ALL) {
            long start = System.nanoTime();
            linter(List.of(check)).lint(estate);
            perCheck.put(check.info().id(), ms(start, System.nanoTime()));
        }
        perCheck.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).limit(8)
                .forEach(entry -> System.out.printf("  %-40s %.1f ms%n", entry.getKey(), entry.getValue()));
    }

    private static Linter linter(List<Check> checks) {
        return new Linter(checks, path -> Config.Settings.DEFAULT, LocalDate.of(2026, 11, 22));
    }

    private static double ms(long from, long to) {
        return (to - from) / 1e6;
    }
}
