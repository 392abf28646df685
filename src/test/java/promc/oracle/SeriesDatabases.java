package promc.oracle;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Random databases as people have them, and as nobody does: of every second one each metric has all combinations of a few label values, so that joins find
/// partners; of the others each series has labels of its own. Every label is on some series of every metric in some database, also those that expressions
/// make, since only then it can be told whether a label that an analysis does not exclude is ever there.
///
/// Values are what the names promise: `_total`, `_bucket` and `_count` are counters, `_info` metrics and `ALERTS` are 1, `up` and `probe_success` 0 or 1. A name that promises
/// nothing may stand for both floats and native histograms.
final class SeriesDatabases {
    enum Kind { SWITCH, COUNTER, BUCKET, GAUGE, ONE, HISTOGRAM, MIXED }

    /// A metric, what its values are, and the label it has besides those that all have.
    record Metric(String name, Kind kind, String label) {}

    static final List<Metric> METRICS = List.of(
            new Metric("up", Kind.SWITCH, ""), new Metric("probe_success", Kind.SWITCH, ""),
            new Metric("requests_total", Kind.COUNTER, "code"), new Metric("errors_total", Kind.COUNTER, "code"),
            new Metric("latency_bucket", Kind.BUCKET, "le"), new Metric("latency_sum", Kind.COUNTER, ""), new Metric("latency_count", Kind.COUNTER, ""),
            new Metric("latency", Kind.HISTOGRAM, ""), new Metric("request_size", Kind.HISTOGRAM, "code"),
            new Metric("temperature", Kind.GAUGE, ""), new Metric("memory_bytes", Kind.GAUGE, "env"), new Metric("mixed", Kind.MIXED, ""),
            new Metric("target_info", Kind.ONE, "version"), new Metric("build_info", Kind.ONE, "version"), new Metric("ALERTS", Kind.ONE, "alertstate"));
    /// The labels of which facts are asked.
    static final List<String> LABELS = List.of("__name__", "job", "instance", "code", "le", "env", "version", "dst", "extra");

    private final Random random;
    private final Lexemes words;

    SeriesDatabases(Random random) {
        this.random = random;
        this.words = new Lexemes(random, 0);
    }

    static List<String> values(String label) {
        return switch (label) {
            case "job" -> List.of("a", "b", "prod", "a.b");
            case "instance" -> List.of("a", "i1", "i2", "prod");
            case "code" -> List.of("200", "404", "500", "503");
            case "le" -> List.of("0.1", "1", "+Inf", "1.0");
            case "env" -> List.of("dev", "prod");
            case "version" -> List.of("v1", "v2", "1");
            case "alertstate" -> List.of("firing", "pending");
            default -> List.of("a", "x");
        };
    }

    /// The database of this number.
    JsonArray next(int number) {
        JsonArray series = new JsonArray();
        List<String> common = number % 2 == 0 ? tidyTargets() : List.of();
        for (Metric metric : METRICS) {
            if (!words.chance(0.1)) {
                Set<String> there = new LinkedHashSet<>();
                for (String labels : number % 2 == 0 ? tidy(metric, common) : messy(metric)) {
                    // A label with an empty value is none, and no series may be there twice.
                    if (there.add(labels.replaceAll("\\w+=\"\",?", "").replaceAll(",$", ""))) {
                        series.add(metric.name + '{' + labels + "} " + samples(metric.kind, labels));
                    }
                }
            }
        }
        return series;
    }

    private static String matcher(String label, String value) {
        return label + "=\"" + value + '"';
    }

    private <T> List<T> some(List<T> values, int most) {
        Set<T> some = new LinkedHashSet<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            some.add(words.pick(values));
        }
        return List.copyOf(some);
    }

    /// Jobs and instances that all metrics of a tidy database share.
    private List<String> tidyTargets() {
        List<String> targets = new ArrayList<>();
        for (String job : some(values("job"), 3)) {
            for (String instance : some(values("instance"), 3)) {
                targets.add(words.chance(0.9) ? matcher("job", job) + ',' + matcher("instance", instance) : matcher("job", job));
            }
        }
        return targets;
    }

    private List<String> tidy(Metric metric, List<String> targets) {
        List<String> own = metric.label.isEmpty() || metric.kind != Kind.BUCKET && words.chance(0.1) ? List.of("") : metric.kind == Kind.BUCKET ? List.of("0.1", "1", "+Inf") : some(values(metric.label), 2);
        String constant = words.chance(0.4) ? any() : "";
        String name = constant.split("=")[0];
        List<String> sets = new ArrayList<>();
        for (String target : targets) {
            for (String value : own) {
                String label = value.isEmpty() ? "" : ',' + matcher(metric.label, value);
                sets.add(target + label + (name.isEmpty() || name.equals(metric.label) || target.contains(name + '=') ? "" : ',' + constant));
            }
        }
        return words.chance(0.1) ? sets.subList(0, 1) : sets;
    }

    private String any() {
        String label = words.pick(LABELS.subList(1, LABELS.size()));
        return matcher(label, words.chance(0.1) ? "" : words.pick(values(label)));
    }

    private List<String> messy(Metric metric) {
        List<String> sets = new ArrayList<>();
        int count = 3 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            List<String> labels = new ArrayList<>();
            label(labels, "job", 0.85);
            label(labels, "instance", 0.7);
            for (String label : List.of("code", "le", "env", "version", "dst", "extra", "alertstate")) {
                label(labels, label, label.equals(metric.label) ? 0.85 : label.equals("alertstate") ? 0 : label.equals("code") ? 0.2 : 0.12);
            }
            sets.add(String.join(",", labels));
        }
        return sets;
    }

    private void label(List<String> labels, String name, double often) {
        if (words.chance(often)) {
            labels.add(matcher(name, words.chance(0.04) ? "" : words.pick(values(name))));
        }
    }

    private String samples(Kind kind, String labels) {
        if (words.chance(0.06)) {
            return kind == Kind.HISTOGRAM ? "_x9 {{schema:0 count:3 sum:6 buckets:[1 2]}}" : words.chance(0.5) ? "1 1 1 stale" : "_x9 1 1";
        }
        return switch (kind) {
            case SWITCH -> words.pick(List.of("1x12", "1x12", "0x12", "0 0 1 1 1 1 1 1 1 1 1", "1x6 0x4", "1x10 0 1"));
            case ONE -> "1x12";
            case COUNTER -> counter();
            case BUCKET -> bucket(labels);
            case GAUGE -> gauge();
            case HISTOGRAM -> words.chance(0.06) ? gauge() : histogram();
            case MIXED -> words.chance(0.5) ? gauge() : histogram();
        };
    }

    private String counter() {
        return switch (random.nextInt(7)) {
            case 0 -> random.nextInt(9) + "x12";
            case 1 -> "0+7x5 0+3x6";
            case 2 -> "0.5+1.25x12";
            case 3 -> "_x4 3+60x8";
            default -> random.nextInt(20) + "+" + random.nextInt(200) + "x12";
        };
    }

    /// Of one histogram a higher bound counts no less.
    private String bucket(String labels) {
        int factor = labels.contains("Inf") ? 9 : labels.contains("0.1") ? 1 : 5;
        return (random.nextInt(3) * factor) + "+" + (factor * (1 + random.nextInt(2))) + "x12";
    }

    private String gauge() {
        return switch (random.nextInt(10)) {
            case 0 -> "NaN ".repeat(12) + "NaN";
            case 1 -> words.chance(0.5) ? "Inf Inf Inf 3 Inf Inf Inf Inf Inf Inf Inf" : "1 -Inf -Inf -Inf 1 1 -Inf 1 1 1 -Inf";
            case 2 -> "-" + random.nextInt(30) + "x12";
            case 3 -> "5-1x12";
            case 4 -> "0.25+0.5x12";
            case 5 -> "1 1 NaN 1 2 3 1 0 -1 7 8";
            case 6 -> random.nextInt(3) + "x12";
            case 7 -> (1_000_000L * (1 + random.nextInt(5))) + "x12";
            default -> random.nextInt(100) + "+" + random.nextInt(9) + "x12";
        };
    }

    private String histogram() {
        return switch (random.nextInt(5)) {
            case 0 -> "{{schema:0 count:3 sum:6 buckets:[1 2]}}x12";
            case 1 -> "_x6 {{schema:1 count:4 sum:9 buckets:[1 0 3]}}x6";
            case 2 -> "{{schema:0 count:3 sum:-6 buckets:[1] n_buckets:[2] counter_reset_hint:gauge}}x12";
            default -> "{{schema:0 count:3 sum:6 buckets:[1 2]}}+{{schema:0 count:" + (2 + random.nextInt(4)) + " sum:4 buckets:[1 1]}}x12";
        };
    }
}
