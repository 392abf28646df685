package promc.oracle;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Random small databases as series descriptions, one sample a minute. Floats and native histograms; no label is on every series.
final class Databases {
    static final List<String> METRICS = List.of("up", "requests_total", "latency_bucket", "temperature", "target_info", "request_size");

    private final Random random;
    private final Lexemes words;

    Databases(Random random) {
        this.random = random;
        this.words = new Lexemes(random, 0);
    }

    /// Series of every metric, each with a label or not, of which some have no value at some time, or have gone.
    JsonArray next() {
        Set<String> metrics = new LinkedHashSet<>();
        JsonArray series = new JsonArray();
        for (String metric : METRICS) {
            int count = 5 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                String labels = labels(metric.endsWith("_bucket"));
                if (metrics.add(metric + labels)) {
                    String values = metric.endsWith("_size") ? histograms() : values(metric.endsWith("total") || metric.endsWith("bucket"));
                    series.add(metric + '{' + labels + "} " + values);
                }
            }
        }
        return series;
    }

    private String labels(boolean bucket) {
        List<String> labels = new ArrayList<>();
        label(labels, "job", 0.85, List.of("a", "prod", "a.b", "a|b", "axb", "a\\nb"));
        label(labels, "instance", 0.7, List.of("a", "b", "a.b", "prod"));
        label(labels, "code", 0.4, List.of("200", "500", "503"));
        label(labels, "le", bucket ? 0.95 : 0.05, List.of("0.1", "1", "+Inf", "a"));
        return String.join(",", labels);
    }

    private void label(List<String> labels, String name, double often, List<String> values) {
        if (words.chance(often)) {
            labels.add(name + "=\"" + words.pick(values) + '"');
        }
    }

    private String values(boolean counter) {
        return switch (random.nextInt(8)) {
            case 0 -> "1 1 1 stale";
            case 1 -> "_x8 1 2 3";
            case 2 -> "0 0 0 1 1 1 _ _ 1 1 0";
            case 3 -> counter ? "0+7x5 0+3x10" : "5-1x12";
            default -> random.nextInt(20) + "+" + random.nextInt(9) + "x12";
        };
    }

    /// Native histograms that grow, stay, or have not been written for some time.
    private String histograms() {
        return switch (random.nextInt(4)) {
            case 0 -> "{{schema:0 count:3 sum:6 buckets:[1 2]}}x12";
            case 1 -> "_x6 {{schema:1 count:4 sum:9 buckets:[1 0 3]}}x6";
            default -> "{{schema:0 count:3 sum:6 buckets:[1 2]}}+{{schema:0 count:" + (2 + random.nextInt(4)) + " sum:4 buckets:[1 1]}}x12";
        };
    }
}
