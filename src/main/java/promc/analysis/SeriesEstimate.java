package promc.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import promc.model.Inventory;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.Server;

/// How many series a server has at a time, and how many samples of them it takes in a second, as far as the estate tells. `series` is empty where it does not; then `working` says what is missing.
/// `samples` is empty too where no interval is told. `jobs` are what the configuration tells of each job.
public record SeriesEstimate(OptionalLong series, Basis basis, String working, Optional<Range> samples, String samplesWorking, List<Job> jobs) {
    /// What the number of series rests on.
    public enum Basis {
        /// The user says it for this run.
        GIVEN,
        /// An inventory counts the series of a database.
        INVENTORY,
        /// Expositions show what one target of a job exposes.
        EXPOSITIONS,
        /// Limits of the configuration: there may be far less.
        LIMITS,
        UNKNOWN
    }

    /// A job: how many targets are written for it, if files tell all; how many series these have, at most where `limited`, and why.
    public record Job(String name, Optional<Duration> interval, OptionalLong targets, OptionalLong series, boolean limited, String working) {}

    /// Series that Prometheus makes of each target besides: `up` and four of the scrape.
    static final int OF_SCRAPES = 5;

    public SeriesEstimate {
        jobs = List.copyOf(jobs);
    }

    /// True if the number says what there is, and not only what there may be at most.
    public boolean isTold() {
        return series.isPresent() && basis != Basis.LIMITS;
    }

    /// `given` takes the place of all that the estate says. `shown` tells what targets of jobs show.
    static SeriesEstimate of(StoringServer server, Inventory inventory, Capacities.Shown shown, OptionalLong given) {
        List<Job> jobs = jobs(server, shown);
        OptionalLong counted = given.isPresent() ? given : counted(inventory);
        OptionalLong sum = sum(jobs);
        if (counted.isPresent()) {
            boolean limited = given.isEmpty() && jobs.stream().allMatch(Job::limited) && !jobs.isEmpty() && sum.isPresent() && sum.getAsLong() < counted.getAsLong();
            String who = given.isPresent() ? "--series says " : inventory.totalSeries().isPresent() ? "the inventory counts " : "the metrics that the inventory counts have ";
            if (!limited) {
                return spread(counted.getAsLong(), given.isPresent() ? Basis.GIVEN : Basis.INVENTORY, who + Amounts.count(counted.getAsLong()) + " series", jobs, server);
            }
            String working = "at most " + added(jobs) + ", by their limits; the " + Amounts.count(counted.getAsLong()) + " series that the inventory counts cannot all be of this server";
            return byJobs(sum.getAsLong(), Basis.LIMITS, working, jobs);
        }
        if (jobs.isEmpty()) {
            return unknown(server.config().isEmpty() ? "its configuration is not in sight, nor an inventory" : "no inventory counts them, and no job in sight says what it scrapes", jobs);
        }
        if (sum.isEmpty()) {
            List<String> untold = jobs.stream().filter(job -> job.series().isEmpty()).map(Job::name).toList();
            return unknown("no inventory counts them, and nothing tells how many the job" + (untold.size() == 1 ? " " : "s ") + named(untold) + (untold.size() == 1 ? " has" : " have"), jobs);
        }
        boolean limited = jobs.stream().anyMatch(Job::limited);
        return byJobs(sum.getAsLong(), limited ? Basis.LIMITS : Basis.EXPOSITIONS, (limited ? "at most " : "") + added(jobs) + "; what rules record comes on top", jobs);
    }

    private static SeriesEstimate unknown(String why, List<Job> jobs) {
        return new SeriesEstimate(OptionalLong.empty(), Basis.UNKNOWN, why, Optional.empty(), "", jobs);
    }

    private static String named(List<String> names) {
        int most = 3;
        return String.join(", ", names.stream().limit(most).map(name -> "`" + name + "`").toList()) + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }

    private static String added(List<Job> jobs) {
        int most = 6;
        return String.join(" + ", jobs.stream().limit(most).map(job -> Amounts.count(job.series().orElse(0)) + " of `" + job.name() + "`").toList())
                + (jobs.size() > most ? " + those of " + (jobs.size() - most) + " more jobs" : "");
    }

    private static OptionalLong counted(Inventory inventory) {
        if (inventory.totalSeries().isPresent() || !inventory.countsDatabase()) {
            return inventory.totalSeries();
        }
        long sum = inventory.metrics().stream().filter(metric -> !metric.origin().exposed()).mapToLong(metric -> metric.series().orElse(0)).sum();
        return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /// Empty if one of them is not known.
    private static OptionalLong sum(List<Job> jobs) {
        double sum = 0;
        for (Job job : jobs) {
            if (job.series().isEmpty()) {
                return OptionalLong.empty();
            }
            sum += job.series().getAsLong();
        }
        return OptionalLong.of((long) sum);
    }

    private static SeriesEstimate byJobs(long series, Basis basis, String working, List<Job> jobs) {
        double samples = 0;
        List<String> parts = new ArrayList<>();
        for (Job job : jobs) {
            if (job.interval().isEmpty()) {
                return new SeriesEstimate(OptionalLong.of(series), basis, working, Optional.empty(), "no interval is told", jobs);
            }
            samples += (double) job.series().orElse(0) / seconds(job.interval().get());
            parts.add(Amounts.count(job.series().orElse(0)) + " / " + ServerSettings.words(job.interval().get()));
        }
        String sum = parts.size() > 6 ? "the series of each job / its interval" : String.join(" + ", parts);
        return new SeriesEstimate(OptionalLong.of(series), basis, working, Optional.of(Range.of(samples)), sum + " = " + Amounts.count(samples), jobs);
    }

    /// Which job has how many of them is not known, so that they are scraped as often as the most or the least frequent job is.
    private static SeriesEstimate spread(long series, Basis basis, String working, List<Job> jobs, StoringServer server) {
        List<Duration> intervals = jobs.stream().flatMap(job -> job.interval().stream()).distinct().sorted().toList();
        if (intervals.isEmpty() && server.config().isEmpty()) {
            intervals = server.defaults().scrapeInterval().map(Told::value).stream().toList();
        }
        if (intervals.isEmpty()) {
            return new SeriesEstimate(OptionalLong.of(series), basis, working, Optional.empty(), "no interval is told", jobs);
        }
        Duration shortest = intervals.getFirst();
        Duration longest = intervals.getLast();
        double mean = jobs.isEmpty() ? 1 / seconds(shortest) : jobs.stream().filter(job -> job.interval().isPresent()).mapToDouble(job -> 1 / seconds(job.interval().get())).average().orElseThrow();
        Range samples = new Range(series / seconds(longest), series * mean, series / seconds(shortest));
        String written = Amounts.count(series) + " / " + (intervals.size() == 1 ? ServerSettings.words(shortest) : ServerSettings.words(longest) + " to " + Amounts.count(series) + " / " + ServerSettings.words(shortest));
        return new SeriesEstimate(OptionalLong.of(series), basis, working, Optional.of(samples), written + " = " + Amounts.range(samples, Amounts::count), jobs);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static List<Job> jobs(StoringServer storing, Capacities.Shown shown) {
        Optional<Server> server = storing.settings().flatMap(ServerSettings::server);
        if (server.isEmpty() || storing.config().isEmpty()) {
            return List.of();
        }
        Map<ScrapeJob, Long> targets = new IdentityHashMap<>();
        ScrapedTarget.of(server.get()).forEach(target -> targets.merge(target.job(), 1L, Long::sum));
        return server.get().jobs().stream().map(job -> job(job, server.get(), storing.settings().get(), targets.getOrDefault(job, 0L), shown)).toList();
    }

    private static Job job(ScrapeJob job, Server server, ServerSettings settings, long written, Capacities.Shown shown) {
        PrometheusConfig config = server.configOf(job);
        boolean all = job.discoveries().stream().allMatch(discovery -> discovery.kind().equals("file") || discovery.kind().equals("static")) && server.targetFiles().stream()
                .filter(link -> link.job() == job).noneMatch(link -> link.files().isEmpty());
        OptionalLong most = job.limit("target_limit").isPresent() ? job.limit("target_limit") : config.limit("target_limit");
        OptionalLong targets = all ? OptionalLong.of(written) : most;
        Optional<Duration> interval = settings.scrapeInterval(job).map(Told::value);
        String name = job.name().value().orElse("");
        Optional<Capacities.One> one = all && written > 0 ? shown.of(name) : Optional.empty();
        if (one.isPresent()) {
            return new Job(name, interval, targets, OptionalLong.of(written * (one.get().series() + OF_SCRAPES)), false,
                    targets(written) + " x (" + Amounts.count(one.get().series()) + " series in " + one.get().path() + " + " + OF_SCRAPES + ")");
        }
        OptionalLong limit = job.limit("sample_limit").isPresent() ? job.limit("sample_limit") : config.limit("sample_limit");
        if (targets.isPresent() && limit.isPresent() && Math.multiplyHigh(targets.getAsLong(), limit.getAsLong() + OF_SCRAPES) == 0) {
            return new Job(name, interval, targets, OptionalLong.of(Math.multiplyExact(targets.getAsLong(), limit.getAsLong() + OF_SCRAPES)), true,
                    (all ? "" : "at most ") + targets(targets.getAsLong()) + " x (`sample_limit` " + Amounts.count(limit.getAsLong()) + " + " + OF_SCRAPES + ")");
        }
        return new Job(name, interval, targets, OptionalLong.empty(), false, limit.isEmpty() ? "no `sample_limit`, no inventory and no exposition tell how many series a target has"
                : "how many targets there are, no file tells");
    }

    private static String targets(long number) {
        return number + (number == 1 ? " target" : " targets");
    }
}
