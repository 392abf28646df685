package promc.oracle;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.oracle.SeriesDatabases.Kind;

/// Expressions as people write them in rules, and such as return nothing over any database, each for another reason; both from forms with blanks:
/// `%M` a selector, `%C` one of a counter, `%G` of a gauge, `%S` of 0 and 1, `%I` of an info metric, `%B` of buckets, `%H` of native histograms, `%m` a metric, `%V` any vector,
/// `%L` labels, `%l` a label, `%O` a comparison, `%N` a number, `%R` a range.
final class RuleExpressions {
    private static final List<String> WRITTEN = List.of(
            "rate(%C%R)", "sum by (%L) (rate(%C%R))", "sum(rate(errors_total%R)) / sum(rate(requests_total%R))", "sum by (%L) (rate(errors_total%R)) / sum by (%L) (rate(requests_total%R))",
            "sum by (job) (rate(errors_total%R)) / sum by (job) (rate(requests_total%R)) > 0.0%N", "100 * sum by (job) (rate(errors_total%R)) / on (job) sum by (job) (rate(requests_total%R))",
            "sum by (job, code) (rate(%C%R)) / on (job) group_left sum by (job) (rate(%C%R))", "sum without (instance) (rate(%C%R))", "sum without (instance, code) (rate(%C%R)) > %N",
            "%C / ignoring (code) group_left sum without (code) (%C)", "histogram_quantile(0.9, sum by (le) (rate(latency_bucket%R)))", "histogram_quantile(0.99, sum by (le, %L) (rate(latency_bucket%R)))",
            "histogram_quantile(0.5, sum by (job, le) (rate(%B%R))) > %N", "histogram_quantile(0.9, sum by (%L) (rate(%H%R)))", "histogram_quantile(0.9, rate(latency_bucket%R))", "histogram_count(rate(%H%R))",
            "histogram_sum(rate(%H%R)) / histogram_count(rate(%H%R))", "histogram_fraction(0, 1, sum by (job) (rate(%H%R)))", "rate(latency_sum%R) / rate(latency_count%R)",
            "sum by (job) (rate(latency_sum%R)) / sum by (job) (rate(latency_count%R))", "sum by (job) (rate(latency_bucket{le=\"1\"}%R)) / sum by (job) (rate(latency_count%R))",
            "%S == 0", "up == 0", "up{job=\"a\"} == 0", "%S == 1", "sum by (job) (up) == 0", "avg by (%L) (%S) < 0.5", "count by (job) (up == 0) > 1", "count by (%L) (%M) > 1", "count(up == 1) or vector(0)",
            "count(%M) by (job) > 1", "count by (%L) (%V)", "sum(%M) or vector(0)", "sum by (%L) (%C) or vector(0)", "(sum(rate(%C%R)) or vector(0)) > %N", "absent(up{job=\"x\"})", "absent(up{job=\"a\"})",
            "absent(%M)", "absent(%M) or %M == 0", "absent(sum(%M))", "absent_over_time(%m{job=\"a\", instance=\"i1\"}[5m])", "absent(nonexistent{job=\"a\", env!=\"dev\", instance=\"\"})", "absent_over_time(nonexistent{job=~\"a\", env=\"dev\"}[5m]) == 1",
            "%G > 0 and on (job) %M", "%M > %N and on (job, instance) up == 1", "%G > %N unless on (job) %M", "%M unless on (instance) %M", "%M and ignoring (%L) %M", "%M unless ignoring (code) %M", "%G > %N and %G < 1%N",
            "%M * on (job, instance) group_left (version) target_info", "%G * on (instance) group_left (version, env) build_info", "%V * on (job) group_left (version) %I", "rate(%C%R) * on (job, instance) group_right (env) %I",
            "sum by (job, version) (%G * on (job, instance) group_left (version) build_info)", "%I * on (job, instance) group_right () %G", "%M + on (job, instance) group_left () %M", "info(%M)", "info(rate(%C%R), {version=~\".+\"})", "sum by (job, version) (info(rate(%C%R)))",
            "count by (version) (build_info)", "count(count by (version) (build_info)) > 1", "count(count by (job, version) (build_info)) by (job) > 1", "count_values(\"version\", %G)", "count_values by (job) (\"dst\", %S)", "sum by (dst) (count_values by (job) (\"dst\", %S))",
            "topk(3, %G)", "topk by (job) (1, sum by (job, instance) (%M))", "bottomk(2, %V)", "quantile by (job) (0.9, %G)", "max by (%L) (%G) - min by (%L) (%G)", "stddev by (job) (%G) / avg by (job) (%G)", "max by (job) (max_over_time(%G%R))",
            "increase(%C%R) > 0", "changes(%S%R) > 1", "resets(%C[10m]) > 0", "delta(%G%R) < 0", "deriv(%G%R)", "predict_linear(%G%R, 3600) < 0", "irate(%C%R)", "idelta(%G%R)", "avg_over_time(%S%R) < 0.9", "min_over_time(%S[10m]) == 0",
            "max_over_time(sum by (job) (%M)[5m:1m])", "avg_over_time(rate(%C[2m])[5m:1m])", "sum_over_time((%G > bool %N)[5m:30s])", "quantile_over_time(0.9, %G%R)", "stddev_over_time(%G[10m])", "last_over_time(%M%R)", "count_over_time(%M%R) > %N", "present_over_time(%M%R)",
            "%G offset 5m", "%G - %G offset 1m", "%G / (%G offset 2m) > 1", "(time() - timestamp(%M)) > 60", "time() - %G > 60", "timestamp(%M)", "hour() > 8 and hour() < 18", "%G > %N and on () hour() < 8", "%M and on () (day_of_week() == 4)", "vector(hour()) or %M",
            "label_replace(%M, \"dst\", \"$1\", \"instance\", \"(.).*\")", "label_replace(%V, \"job\", \"x\", \"job\", \"a\")", "sum by (dst) (label_replace(%M, \"dst\", \"$1\", \"job\", \"(a|b).*\"))", "label_replace(up, \"env\", \"none\", \"env\", \"\")",
            "label_join(%M, \"dst\", \"/\", \"job\", \"instance\")", "label_replace(%M, \"dst\", \"$1\", \"job\", \"(.+)\") * on (dst) group_left max by (dst) (label_replace(%M, \"dst\", \"$1\", \"job\", \"(.+)\"))", "label_replace(vector(1), \"job\", \"a\", \"\", \"\")",
            "ALERTS{alertstate=\"firing\"}", "count by (alertstate) (ALERTS)", "sum(ALERTS) by (job) > 2", "ALERTS == 1 unless on (job) up == 1", "clamp_max(%G, 1)", "clamp_min(%G - 5, 0)", "clamp(%G, 0, 1)", "abs(%G - 5) > 1", "sgn(%G)", "round(%G, 0.5)", "-%G < 0", "1 - avg(%S)", "100 * (1 - %S)",
            "%G %O %N", "%G %O bool %N", "%N %O %G", "%G %O %G", "%C %O on (job, instance) %C", "sum by (job) (%M) %O sum by (job) (%M)", "(%G > %N) * 2", "%G == %G", "%G != %G", "%M or %M", "%M or on (job) %M", "sum by (job) (%M) or sum by (instance) (%M)", "up or ALERTS", "sum by (job) (%M) or label_replace(vector(0), \"job\", \"a\", \"\", \"\")",
            "vector(1) or %M", "%M or vector(1)", "%M and vector(1)", "%M unless vector(1)", "%M and on () vector(1)", "%M or on () vector(1)", "vector(0) or on () %M", "vector(1) unless on () %M", "scalar(%M)", "%G > scalar(max(%G))", "vector(scalar(sum(%M)))", "%G / scalar(count(%S)) * 100",
            "group by (%L) (%M)", "group(%M) - 1", "sort_desc(%G)", "limitk(2, %M)", "limit_ratio(0.5, %G)", "%G + fill (0) %G", "sum by (job) (%M) - on (job) fill_right (0) sum by (job) (%M)", "%G </ 5", "%H >/ 1", "%H + %H", "%H * 2", "rate(%C%R anchored)", "increase(%C%R smoothed)", "mixed", "mixed > 0", "sum by (job) (mixed)",
            "min_over_time(%G%R) %O %N", "sum by (%L) (%V)", "max by (%L) (%V)", "avg without (%L) (%V)", "sum by (le) (%B)", "{__name__=~\"latency.*\", job=\"a\"}", "sum by (__name__) ({job=\"a\"})", "count by (__name__, job) ({__name__=~\".+\"})", "rate({__name__=~\".*_total\"}%R)", "{__name__=\"up\"} == 1");

    private static final List<String> EMPTY = List.of(
            "count(%V) < 1", "count by (%L) (%M) == 0", "count by (job) (%V) == 0.5", "abs(%G) < 0", "clamp(%G, 0, 1) > 2", "clamp_max(%G, 5) > 6", "clamp_min(%G, 5) < 4", "(%G > 5) < 3", "(%G > 5) == 3", "sum by (job) (%G < 0) > %N and on () vector(1) < 0", "sgn(%G) > 1",
            "%M{job=\"a\"} and on (job) %M{job=\"b\"}", "sum by (job) (%m{job=\"a\"}) + on (job) sum by (job) (%m{job=\"b\"})", "%m{job=\"a\"} * on (job) group_left (version) %m{job=~\"b|prod\"}", "%m{instance=\"\"} - on (instance) %m{instance!=\"\"}", "%m{code=~\"5..\"} / on (code, job) %m{code!~\"5..\"}",
            "%m{job=~\"a|b\"} and ignoring (instance) %m{job=\"prod\"}", "%m{job=\"a\"} > %m{job!~\"a.*\"}", "sum by (job) (%V) * on (instance) group_left %m{instance!=\"\"}", "sum by (job) (%M) and on (instance) %m{instance=~\".+\"}", "sum(%V) and %m{job=\"a\"}", "avg by (job) (%V) + on (job, instance) %m{instance=\"i1\"}",
            "sum without (instance) (%M) and on (instance) %m{instance!~\"|x\"}", "%m{job=\"a\", job=\"b\"}", "%m{code=~\"5..\", code!~\"5..\"}", "%m{job=~\"a|b\", job!~\"a|b\"}", "%m{instance=\"\", instance!=\"\"}", "{__name__=\"up\", __name__=\"temperature\"}", "%m{job=~\"a.+\", job=\"a\"}", "%m{job=\"a\", job=~\"b.*\"}", "%m{code=~\"[45]..\", code=~\"2..\"}",
            "sum by (job) (%m{job=\"a\", job=\"b\"})", "vector(1) and %m{job!=\"\"}", "vector(1) and on (job) %m{job=\"a\"}", "vector(1) > 2", "vector(1) == 0", "vector(1 > bool 2) > 0", "-vector(1) > 0", "absent(%M) == 0", "absent_over_time(%M%R) > 1", "absent(vector(1))", "absent(count(%M) or vector(0))", "absent(%m{job=\"a\"}) and on (job) %m{job=\"b\"}",
            "absent(%m) and on (job) %m{job!=\"\"}", "group(%V) > 1", "group by (%L) (%V) < 1", "(%V > bool 1) > 1", "(%G == bool %N) < 0", "rate(%C%R) < 0", "increase(%C%R) < 0", "changes(%G%R) < 0", "resets(%G%R) < 0", "stddev by (job) (%G) < 0", "stdvar(%G) < 0", "count_over_time(%M%R) < 1", "present_over_time(%M%R) != 1", "stddev_over_time(%G%R) < 0",
            "hour() > 23", "day_of_week(%G) > 6", "minute(%G) < 0", "month() == 13", "days_in_month() < 28", "day_of_month(%G) < 1", "day_of_year() > 366", "up > 1", "up == 2", "probe_success > 1", "up{job=\"a\"} < 0", "1 - up > 1", "up * 100 > 100", "avg(up) > 1", "(1 - avg by (job) (up)) * 100 > 100", "max by (job) (up) > 1", "avg_over_time(up%R) > 1", "min_over_time(up%R) < 0",
            "sum(up) < 0", "quantile(0.5, up) > 1", "up offset 1m > 1", "count(up == 0) < 1", "min_over_time((up > bool 0)[5m:1m]) > 1", "build_info > 1", "target_info == 0", "rate(build_info%R) > 0", "delta(target_info%R) > 0", "ALERTS > 1", "ALERTS == 0", "(build_info and on (job) %M) >= 6", "(target_info * on (job, instance) group_left (version) build_info) > 1",
            "%M unless on () vector(1)", "%M and on () (vector(1) > 2)", "%V and on () absent(vector(1))", "(vector(1) < 0) or (vector(2) > 3)", "topk(0, %M)", "limitk(0, %M)", "%G > NaN", "%G == NaN", "%G > Inf", "%G < -Inf", "sum by (job) (%G > Inf)", "%G %% 5 > 5", "exp(%G) < 0", "sqrt(%G) < 0", "%G ^ 2 < 0", "round(clamp(%G, 0, 1)) > 1.5", "(%G > 1) * 2 < 2",
            "(%S == 1) == 0", "(%G > 5 and %M) < 5", "(%G > 5 unless %M) < 5", "((%G > 5) or (%G > 6)) < 4", "max by (job) (%G > 5) < 5", "min(%G < 5) > 5", "avg by (%L) (clamp(%G, 0, 1)) > 1", "quantile by (job) (0.5, %G > 3) < 2", "topk(3, %G > 5) < 5", "max_over_time((%G > 5)[5m:1m]) < 5", "last_over_time((%G < 0)[5m:1m]) > 0",
            "label_replace(%M, \"job\", \"x\", \"\", \"\") and on (job) %m{job=\"y\"}", "label_replace(%M, \"job\", \"\", \"\", \"\") and on (job) %m{job!=\"\"}", "label_replace(%m{job=\"a\"}, \"dst\", \"$1\", \"job\", \"(.*)\") and on (dst) %m{dst=\"b\"}", "label_join(%M, \"dst\", \"-\", \"job\", \"instance\") and on (dst) %m{dst=\"\"}",
            "(%m{job=\"a\"} or %m{job=\"b\"}) and on (job) %m{job=\"prod\"}", "(sum by (job) (%M) or sum by (instance) (%M)) and on (code) %m{code!=\"\"}", "info(%m{job=\"a\"}) and on (job) %m{job=\"b\"}", "count_values(\"dst\", %G) and on (dst) %m{dst=\"abc\"}", "rate(%C%R) and on (__name__) %M", "sum(%M) * on (__name__) %M", "%M and on (__name__) up and on (__name__) temperature",
            "(%G > bool 1) and on (job) %m{job=\"a\", job=\"b\"}", "sum by (env) (%m{env=\"\"}) and on (env) %m{env=~\".+\"}", "sum by (job) (%m{job=\"a\"}) and sum by (job) (%m{job!=\"a\"})", "%m{job=\"a\"} unless on () (vector(2) > 1)", "topk(2, %m{job=\"a\"}) and on (job) bottomk(1, %m{job=\"b\"})", "max_over_time(%m{job=\"a\"}%R) and on (job) last_over_time(%m{job=\"b\"}%R)",
            "(sum by (job) (%m{job=\"a\"}) / sum by (job) (%m{job=\"a\"})) and on (job) sum by (job) (%m{job=\"b\"})", "%G * on (job, instance) group_left (version) build_info{version=\"v1\"} and on (version) build_info{version=\"v2\"}", "(%G + %N > bool 0) == 2", "%H == 5 and on () vector(1) > 2");

    private static final Pattern BLANK = Pattern.compile("%(.)");
    private final Lexemes words;
    private final SeriesExpressions expressions;
    private int written;
    private int empty;

    RuleExpressions(Random random, SeriesExpressions expressions) {
        this.words = new Lexemes(random, 0);
        this.expressions = expressions;
    }

    static int forms() {
        return WRITTEN.size() + EMPTY.size();
    }

    /// An expression as in rules; the forms take turns.
    String written() {
        return filled(WRITTEN.get(written++ % WRITTEN.size()));
    }

    /// An expression that returns nothing; the forms take turns.
    String empty() {
        return filled(EMPTY.get(empty++ % EMPTY.size()));
    }

    private String filled(String form) {
        String labels = words.pick(List.of("job", "job", "instance", "job, instance", "job, code", "code", "env, job"));
        String range = words.pick(List.of("[5m]", "[5m]", "[2m]", "[10m]"));
        String text = form.replace("%L", labels).replace("%R", range);
        // Where braces follow, a selector has none of its own.
        return BLANK.matcher(text).replaceAll(blank -> Matcher.quoteReplacement(of(blank.group(1).charAt(0), text.startsWith("{", blank.end()))));
    }

    private String of(char blank, boolean hasBraces) {
        return switch (blank) {
            case 'M' -> selector(hasBraces);
            case 'm' -> expressions.metric();
            case 'C' -> selector(hasBraces, Kind.COUNTER);
            case 'G' -> selector(hasBraces, Kind.GAUGE);
            case 'S' -> selector(hasBraces, Kind.SWITCH);
            case 'I' -> hasBraces ? "target_info" : expressions.selector(words.pick(List.of("target_info", "build_info")));
            case 'B' -> selector(hasBraces, Kind.BUCKET);
            case 'H' -> selector(hasBraces, Kind.HISTOGRAM);
            case 'V' -> expressions.operand(1 + (words.chance(0.3) ? 1 : 0));
            case 'l' -> words.pick(List.of("job", "instance"));
            case 'O' -> words.pick(List.of("==", "!=", ">", "<", ">=", "<="));
            case 'N' -> words.pick(List.of("1", "2", "5", "3"));
            case '%' -> "%";
            default -> throw new IllegalArgumentException("no such blank: " + blank);
        };
    }

    private String selector(boolean hasBraces, Kind... kinds) {
        String metric = expressions.metric(kinds);
        // Half of the time as plain as in most rules.
        return hasBraces || words.chance(0.5) ? metric : expressions.selector(metric);
    }
}
