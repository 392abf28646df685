package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import promc.analysis.RelabelRun;
import promc.analysis.RemoteSeries;
import promc.analysis.ScrapeProcess;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.RemoteWrite;
import promc.model.ScrapeJob;
import promc.model.StaticTargets;
import promc.promql.Expr;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.report.RelabelJson;
import promc.report.RelabelReport;
import promc.report.RelabelText;
import promc.source.Nearest;
import promc.yaml.YamlNode.YamlScalar;

/// `promc relabel`.
final class RelabelCommand implements Command {
    private enum Format { TEXT, JSON }

    private static final String NAME = "__name__";
    private static final String ADDRESS = "__address__";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.RELABEL, "Shows what the rules of relabel_configs make of a target, step by step, and those of metric_relabel_configs and write_relabel_configs of a"
                + " series that it exposes, exactly as Prometheus applies them. Without --target and --labels all static targets of the job are shown.", "");
        spec.addPositional(Specs.paths());
        spec.addOption(Specs.value("NAME", "The scrape job; may be left out where there is only one", "--job"));
        spec.addOption(Specs.value("ADDRESS", "The address of a target; one of static_configs has the labels that are given there", "--target"));
        spec.addOption(Specs.value("LABELS", "The labels of a target as it is discovered, such as '{__address__=\"web:80\", __meta_dns_name=\"web\"}'", "--labels"));
        spec.addOption(Specs.value("SERIES", "A series that the target exposes, such as 'up{code=\"200\"}'", "--series"));
        spec.addOption(Specs.choice(Specs.words(Format.class), "text for people, json for programs (default: text)", "-f", "--format"));
        spec.addOption(Specs.value("FILE", "Use this configuration for all files", "--config"));
        spec.addOption(Specs.choice(Specs.words(ColourChoice.class), "Colour text (default: auto)", "--color"));
        spec.usageMessage().footer("", "Examples:", "  promc relabel prometheus.yml --job node",
                "  promc relabel --job pods --labels '{__address__=\"10.0.0.1:80\", __meta_kubernetes_namespace=\"shop\"}'",
                "  promc relabel --job node --target web:9100 --series 'node_load1{instance=\"web\"}'", "",
                "Exit codes: 0, whatever becomes of the target; 2 wrong usage, a file that cannot be read, or rules that Prometheus refuses; 3 a defect of promc");
        return spec;
    }

    @Override
    public boolean takesPaths() {
        return true;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        Format format = given.constant("--format", Format.TEXT);
        ColourChoice colour = given.constant("--color", ColourChoice.AUTO);
        Optional<Map<String, String>> labels = labels("--labels", given);
        Optional<Map<String, String>> series = labels("--series", given);
        if (labels.isPresent() && given.text("--target").isPresent()) {
            throw new UsageException("--target and --labels both say which target it is; give one");
        }
        Configs configs = new Configs(session, given.text("--config"), List.of(), Optional.empty());
        Workspace workspace = CheckCommand.open(given, session, configs);
        if (CheckCommand.tellProblems(configs, session.style(colour, "err"), session) || CheckCommand.tellNothingRead(workspace, session)) {
            return ExitCode.USAGE;
        }
        Place place = place(EstateReader.read(workspace.sources().values()), workspace, given.text("--job"));
        Optional<ScrapeProcess> process = ScrapeProcess.of(place.config, place.job);
        if (process.isEmpty()) {
            throw new UsageException("Prometheus refuses a relabel rule of the job `" + place.name() + "`; promc check says which, and why");
        }
        List<RelabelReport.Target> targets = new ArrayList<>();
        for (Given target : targets(place.job, given.text("--target"), labels)) {
            RelabelRun run = process.get().targetRun(target.own, target.group);
            Map<String, String> discovered = new TreeMap<>(target.group);
            discovered.putAll(target.own);
            Optional<RelabelRun> stored = run.outcome().flatMap(kept -> series.map(exposed -> process.get().seriesRun(exposed, ScrapeProcess.visible(kept))));
            targets.add(new RelabelReport.Target(discovered, run, run.outcome().map(process.get()::url), stored, sent(place.config, stored.flatMap(RelabelRun::outcome))));
        }
        RelabelReport report = new RelabelReport(place.config, place.job, targets);
        Writer out = session.output();
        switch (format) {
            case TEXT -> new RelabelText(session.style(colour, "out"), session.width()).write(report, out);
            case JSON -> RelabelJson.write(report, out);
        }
        out.flush();
        return CheckCommand.tellUnreadable(workspace, session) ? ExitCode.USAGE : ExitCode.OK;
    }

    private static List<RelabelReport.Sent> sent(PrometheusConfig config, Optional<Map<String, String>> stored) {
        List<RelabelReport.Sent> sent = new ArrayList<>();
        if (stored.isPresent()) {
            for (RemoteWrite write : config.remoteWrites()) {
                RemoteSeries.of(config, write).run(stored.get()).ifPresent(run -> sent.add(new RelabelReport.Sent(write, run)));
            }
        }
        return sent;
    }

    private record Place(PrometheusConfig config, ScrapeJob job) {
        String name() {
            return job.name().value().orElse("");
        }
    }

    private static Place place(Estate estate, Workspace workspace, Optional<String> wanted) throws UsageException {
        List<Place> all = estate.configs().filter(config -> workspace.isNamed(config.text().file().path()))
                .flatMap(config -> config.jobs().stream().map(job -> new Place(config, job))).toList();
        List<Place> found = all.stream().filter(place -> wanted.isEmpty() || place.name().equals(wanted.get())).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (all.isEmpty()) {
            throw new UsageException("there is no scrape job in these files");
        }
        if (wanted.isEmpty()) {
            throw new UsageException("say with --job which of these jobs: " + String.join(", ", new TreeSet<>(all.stream().map(Place::name).toList())));
        }
        if (found.isEmpty()) {
            throw new UsageException("there is no job `" + wanted.get() + "`"
                    + Nearest.to(wanted.get(), all.stream().map(Place::name).distinct().toList()).map(nearest -> "; did you mean `" + nearest + "`?").orElse(""));
        }
        throw new UsageException("several jobs are named `" + wanted.get() + "`: name the file that is meant, one of "
                + String.join(", ", new TreeSet<>(found.stream().map(place -> place.config.text().file().path()).toList())));
    }

    private record Given(Map<String, String> own, Map<String, String> group) {}

    private static List<Given> targets(ScrapeJob job, Optional<String> address, Optional<Map<String, String>> labels) throws UsageException {
        if (labels.isPresent()) {
            return List.of(new Given(labels.get(), Map.of()));
        }
        List<Given> targets = new ArrayList<>();
        for (StaticTargets group : job.staticConfigs()) {
            Map<String, String> shared = new TreeMap<>();
            for (Pair pair : group.labels()) {
                shared.put(pair.name(), pair.value().value().filter(value -> !value.isNull()).map(YamlScalar::value).orElse(""));
            }
            for (YamlScalar target : group.targets()) {
                if (address.isEmpty() || address.get().equals(target.value())) {
                    targets.add(new Given(Map.of(ADDRESS, target.value()), shared));
                }
            }
        }
        if (targets.isEmpty() && address.isEmpty()) {
            throw new UsageException("the job has no static targets: give --labels with what its discovery finds, or --target");
        }
        return targets.isEmpty() ? List.of(new Given(Map.of(ADDRESS, address.get()), Map.of())) : targets;
    }

    /// The labels that an option gives as a selector does.
    private static Optional<Map<String, String>> labels(String option, Arguments given) throws UsageException {
        Optional<String> text = given.text(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Parsed parsed = Promql.parseSelector(text.get());
        if (!(parsed instanceof Parsed.Valid valid)) {
            throw new UsageException("`" + text.get() + "` is no value of " + option + ": " + parsed.problems().getFirst().message());
        }
        Map<String, String> labels = new TreeMap<>();
        VectorSelector selector = (VectorSelector) valid.root();
        selector.name().map(Expr.Name::text).ifPresent(name -> labels.put(NAME, name));
        for (Matcher matcher : selector.matchers()) {
            if (matcher.op() != MatchOp.EQUAL) {
                throw new UsageException("a label of " + option + " has one value: write `" + matcher.label().text() + "=\"...\"`");
            }
            labels.put(matcher.label().text(), matcher.value().value());
        }
        if (option.equals("--labels") && labels.containsKey(NAME)) {
            throw new UsageException("a target has no metric name; --series takes a series that it exposes");
        }
        return Optional.of(labels);
    }
}
