package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import promc.analysis.Facts;
import promc.analysis.ScrapedTarget;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.promql.BinaryOp;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Matching;
import promc.promql.Expr.VectorSelector;
import promc.promql.Expr;
import promc.promql.ValueType;
import promc.source.Span;

/// A join by all labels, `instance` and `job` among them, of metrics that different programs expose. What every client library exposes (`process_...`, `go_...`) matches only the
/// series of the one program that exposes the other metric too: an alert on "memory of Prometheus over memory of the host" watches the node exporter.
public final class JoinOnlyMatchesPart implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/join-only-matches-part", Severity.WARNING,
            "A join by `instance` and `job` of what different programs expose matches few of them, or none").fixable(Applicability.UNSAFE);
    private static final List<String> TARGET = List.of("instance", "job");
    private static final Set<String> RATES = Set.of("rate", "irate", "increase", "delta", "idelta", "deriv");
    /// Metrics of node_exporter that have one series for each host; those of its memory are the others.
    private static final Set<String> ONE_OF_HOST = Set.of("node_load1", "node_load5", "node_load15", "node_boot_time_seconds", "node_time_seconds");
    private static final Set<String> EVERY_PROCESS = Set.of("process", "go", "promhttp");

    /// A program by the first word of its metrics, and what the names of its jobs and targets contain.
    private record Program(String name, List<String> hints) {}

    private static final Map<String, Program> PROGRAMS = Map.of(
            "node", new Program("node_exporter", List.of("node", ":9100")),
            "kube", new Program("kube-state-metrics", List.of("state-metrics", "ksm")),
            "container", new Program("cAdvisor", List.of("cadvisor", "kubelet")),
            "prometheus", new Program("Prometheus", List.of("prometheus", ":9090")),
            "alertmanager", new Program("Alertmanager", List.of("alertmanager", ":9093")),
            "grafana", new Program("Grafana", List.of("grafana")),
            "windows", new Program("windows_exporter", List.of("windows", "wmi", ":9182")),
            "mysql", new Program("mysqld_exporter", List.of("mysql", "maria", ":9104")),
            "redis", new Program("redis_exporter", List.of("redis", ":9121")),
            "probe", new Program("blackbox_exporter", List.of("blackbox", "probe", ":9115")));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Binary binary && binary.op() != BinaryOp.OR && binary.fill().isEmpty()
                    && binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR && comparesTarget(binary)) {
                join(binary, expression, context);
            }
        });
    }

    private static boolean comparesTarget(Binary binary) {
        return binary.matching().isEmpty() || TARGET.stream().allMatch(label ->
                binary.matching().get().on() == binary.matching().get().labels().stream().anyMatch(name -> name.text().equals(label)));
    }

    private static void join(Binary binary, Expression expression, Context context) {
        Optional<VectorSelector> left = source(binary.left());
        Optional<VectorSelector> right = source(binary.right());
        if (left.isEmpty() || right.isEmpty() || isPinned(left.get()) || isPinned(right.get())) {
            return;
        }
        String one = firstWord(left.get());
        String other = firstWord(right.get());
        Facts facts = context.facts(expression);
        if (one.equals(other) || facts.of(binary).isNever()) {
            return;
        }
        if (EVERY_PROCESS.contains(one) && PROGRAMS.containsKey(other)) {
            part(binary, left.get(), right.get(), PROGRAMS.get(other), expression, context);
        } else if (EVERY_PROCESS.contains(other) && PROGRAMS.containsKey(one)) {
            part(binary, right.get(), left.get(), PROGRAMS.get(one), expression, context);
        } else if (PROGRAMS.containsKey(one) && PROGRAMS.containsKey(other)) {
            Draft draft = context.report(expression.text(), binary.opSpan(), "the two sides come from different programs, whose series differ in `instance` and `job`: nothing matches");
            draft.note(expression.text(), left.get().span(), "this is of " + PROGRAMS.get(one).name);
            draft.note(expression.text(), right.get().span(), "this is of " + PROGRAMS.get(other).name);
        }
    }

    private static void part(Binary binary, VectorSelector everywhere, VectorSelector special, Program program, Expression expression, Context context) {
        Draft draft = context.report(expression.text(), binary.opSpan(), "only " + program.name + " itself can match, for it alone exposes both metrics" + jobs(program, expression, context.estate()));
        draft.note(expression.text(), everywhere.span(), "every process that is instrumented exposes this");
        draft.note(expression.text(), special.span(), "this is of " + program.name);
        draft.fix(withTheOnlyOne(binary, everywhere, special, program, expression, context.estate()));
    }

    /// Compares each series with the one of the other program, where the servers that load the rule scrape that program at one target only.
    private static Optional<Fix> withTheOnlyOne(Binary binary, VectorSelector everywhere, VectorSelector special, Program program, Expression expression, Estate estate) {
        String metric = special.metric().orElse("");
        List<Server> servers = estate.servers().stream().filter(server -> server.loads(expression.text().file())).toList();
        boolean one = !servers.isEmpty() && servers.stream().allMatch(server -> server.hasAllJobs() && server.jobs().stream().allMatch(job -> job.discoveries().isEmpty())
                && ScrapedTarget.of(server).stream().filter(target -> target.job().name().value().filter(name -> is(target.job(), name, program)).isPresent()).count() == 1);
        if (!one || !metric.startsWith("node_memory_") && !ONE_OF_HOST.contains(metric) || binary.op().isSetOperator() || binary.matching().isPresent()) {
            return Optional.empty();
        }
        String clause = special.span().start() > binary.opSpan().start() ? "on () group_left ()" : "on () group_right ()";
        return Fix.edit(expression.text(), Span.at(binary.boolSpan().orElse(binary.opSpan()).end()), " " + clause)
                .map(edit -> new Fix("Compare each `" + everywhere.metric().orElseThrow() + "` with the only `" + metric + "` there is", Applicability.UNSAFE, List.of(edit)));
    }

    /// Which of the jobs that a configuration names can match, where it can be told.
    private static String jobs(Program program, Expression expression, Estate estate) {
        List<String> matching = new ArrayList<>();
        List<String> others = new ArrayList<>();
        configs(expression, estate).flatMap(config -> config.jobs().stream()).forEach(job -> job.name().value().ifPresent(name -> {
            List<String> side = is(job, name, program) ? matching : others;
            if (!side.contains(name)) {
                side.add(name);
            }
        }));
        return matching.isEmpty() || others.isEmpty() ? ""
                : ": of the jobs here " + Words.list(matching) + (matching.size() > 1 ? " match, " : " matches, ") + Words.list(others) + (others.size() > 1 ? " do not" : " does not");
    }

    /// The configurations that load the expression's file; if none does, those beside it, or else the only one there is.
    private static Stream<PrometheusConfig> configs(Expression expression, Estate estate) {
        String folder = expression.text().file().folder();
        List<PrometheusConfig> loading = estate.servers().stream().filter(server -> server.loads(expression.text().file())).flatMap(server -> server.configs().stream()).distinct().toList();
        List<PrometheusConfig> all = estate.configs().toList();
        List<PrometheusConfig> beside = all.stream().filter(config -> config.text().file().folder().equals(folder)).toList();
        return !loading.isEmpty() ? loading.stream() : !beside.isEmpty() ? beside.stream() : all.size() == 1 ? all.stream() : Stream.empty();
    }

    private static boolean is(ScrapeJob job, String name, Program program) {
        return program.hints.stream().anyMatch(hint -> name.toLowerCase(Locale.ROOT).contains(hint) || job.targets().stream().anyMatch(target -> target.value().contains(hint)));
    }

    /// Whoever names a job or instance has thought of it.
    private static boolean isPinned(VectorSelector selector) {
        return selector.matchers().stream().anyMatch(matcher -> TARGET.contains(matcher.label().text()));
    }

    private static String firstWord(VectorSelector selector) {
        return selector.metric().map(name -> name.contains(":") ? "" : name.substring(0, Math.max(0, name.indexOf('_')))).orElse("");
    }

    /// The selector whose labels the series of `expr` still have.
    private static Optional<VectorSelector> source(Expr expr) {
        return switch (expr.unwrapped()) {
            case VectorSelector selector -> Optional.of(selector);
            case Expr.MatrixSelector matrix -> Optional.of(matrix.selector());
            case Expr.Unary unary -> source(unary.operand());
            case Binary binary when binary.left().type() == ValueType.SCALAR -> source(binary.right());
            case Binary binary when binary.right().type() == ValueType.SCALAR -> source(binary.left());
            case Binary binary when binary.matching().flatMap(Matching::group).isEmpty() && binary.op() != BinaryOp.OR -> source(binary.left());
            case Call call when call.function().name().endsWith("_over_time") && !call.function().name().startsWith("absent") || Elementwise.is(call) || RATES.contains(call.function().name()) ->
                    source(call.args().getLast().type() == ValueType.MATRIX ? call.args().getLast() : call.args().getFirst());
            default -> Optional.empty();
        };
    }
}
