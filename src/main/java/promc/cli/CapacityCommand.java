package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import promc.analysis.Capacity;
import promc.analysis.Capacity.Assumptions;
import promc.analysis.Capacity.Growth;
import promc.analysis.EstateFacts;
import promc.analysis.Range;
import promc.lint.Config;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.model.InventoryReader;
import promc.report.CapacityHtml;
import promc.report.CapacityJson;
import promc.report.CapacityReport;
import promc.report.CapacityText;

/// `promc capacity`.
final class CapacityCommand implements Command {
    private enum Format { TEXT, JSON, HTML }

    private static final Pattern GROWTH = Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,4})?)%/(week|month|year)");
    private static final Map<String, Duration> PERIODS = Map.of("week", Duration.ofDays(7), "month", Duration.ofDays(30), "year", Duration.ofDays(365));
    private static final double MOST_BYTES = 100;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.CAPACITY, "Tells what each Prometheus needs by its number of series: samples, memory and disk over time, which limit it meets first, and how that was reckoned."
                + " Series come from inventories, those of --inventory and of .promc.yaml, from answers of /api/v1/status/tsdb among the files, or else from expositions and limits of jobs.", "");
        spec.addPositional(Specs.paths());
        spec.addOption(Specs.choice(Specs.words(Format.class), "text for people, json for programs, html for a page with plots (default: text)", "-f", "--format"));
        spec.addOption(Specs.value("N", "Reckon with so many series for each server, whatever the files tell", "--series"));
        spec.addOption(Specs.value("BYTES", "Reckon with so many bytes on disk for each sample (default: 1 to 2, mostly 1.3)", "--bytes-per-sample"));
        spec.addOption(Specs.value("RATE", "Tell when 70 % of each limit is reached if series grow so fast, such as 5%/month (week, month or year)", "--growth"));
        Inventories.addTo(spec);
        spec.addOption(Specs.value("FILE", "Use this configuration for all files", "--config"));
        spec.addOption(Specs.choice(Specs.words(ColourChoice.class), "Colour text (default: auto)", "--color"));
        spec.usageMessage().footer("", "Examples:", "  promc capacity --inventory tsdb-status.json --growth 5%%/month", "  promc capacity --series 3000000 --format html > capacity.html", "",
                "Exit codes: 0 all fits, as far as it is known; 1 the memory, the volume or the budget of a server is too small; 2 wrong usage, or a file that cannot be read; 3 a defect of promc");
        return spec;
    }

    @Override
    public boolean takesPaths() {
        return true;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        Format format = given.constant("--format", Format.TEXT);
        Assumptions assumptions = new Assumptions(bytesPerSample(given), series(given));
        Optional<Growth> growth = growth(given);
        Configs configs = new Configs(session, given.text("--config"), List.of(), Inventories.of(given, session));
        Workspace workspace = CheckCommand.open(given, session, configs);
        if (CheckCommand.tellProblems(configs, session.style(given.constant("--color", ColourChoice.AUTO), "err"), session) || CheckCommand.tellNothingRead(workspace, session)) {
            return ExitCode.USAGE;
        }
        Estate estate = EstateReader.read(workspace.sources().values());
        List<String> origins = new ArrayList<>(given.texts("--inventory"));
        Map<String, Inventory> found = found(estate, workspace, origins);
        EstateFacts facts = new EstateFacts(estate, path -> inventory(path, configs.forFile(path), found), path -> configs.forFile(path).leaves());
        List<Capacity> capacities = facts.capacities(path -> {
            Config.Settings settings = configs.forFile(path);
            return settings.defaults().with(settings.target().prometheus(), settings.target().features());
        }, assumptions);
        CapacityReport report = new CapacityReport(capacities.stream().filter(capacity -> workspace.isNamed(capacity.server().file().path()) || workspace.isNamed(capacity.server().about().path()))
                .map(capacity -> new CapacityReport.Server(capacity, configs.forFile(capacity.server().about().path()).budgets().total())).toList(), growth, origins);
        Writer out = session.output();
        switch (format) {
            case TEXT -> new CapacityText(session.style(given.constant("--color", ColourChoice.AUTO), "out")).write(report, out);
            case JSON -> CapacityJson.write(report, out);
            case HTML -> CapacityHtml.write(report, out);
        }
        out.flush();
        boolean fits = report.servers().stream().allMatch(server -> server.misfits().isEmpty());
        return CheckCommand.tellUnreadable(workspace, session) ? ExitCode.USAGE : fits ? ExitCode.OK : ExitCode.FINDINGS;
    }

    /// What the configuration tells of a database counts first; then an answer of a server that lies in the folder of the file or above.
    private static Inventory inventory(String path, Config.Settings settings, Map<String, Inventory> found) {
        if (settings.inventory().countsDatabase()) {
            return settings.inventory();
        }
        List<Inventory> telling = new ArrayList<>(List.of(settings.inventory()));
        found.forEach((folder, inventory) -> {
            if (path.startsWith(folder)) {
                telling.add(inventory);
            }
        });
        return Inventory.merge(telling);
    }

    /// By the folders that they lie in, with a slash at the end, or empty for the folder that all paths count from.
    private static Map<String, Inventory> found(Estate estate, Workspace workspace, List<String> origins) {
        Map<String, InventoryReader> readers = new TreeMap<>();
        for (EstateFile file : estate.files()) {
            String path = file.source().path();
            if (workspace.isNamed(path) && CardinalityCommand.isTsdbStatus(file)) {
                readers.computeIfAbsent(path.substring(0, path.lastIndexOf('/') + 1), folder -> new InventoryReader()).read(file.source());
                origins.add(path);
            }
        }
        Map<String, Inventory> found = new TreeMap<>();
        readers.forEach((folder, reader) -> found.put(folder, reader.inventory()));
        return found;
    }

    private static OptionalLong series(Arguments given) throws UsageException {
        Optional<String> text = given.text("--series");
        if (text.isPresent() && !text.get().matches("[1-9][0-9]{0,14}")) {
            throw new UsageException("`" + text.get() + "` is no value of --series; it takes a number of series from 1 on");
        }
        return text.map(number -> OptionalLong.of(Long.parseLong(number))).orElse(OptionalLong.empty());
    }

    private static Range bytesPerSample(Arguments given) throws UsageException {
        Optional<String> text = given.text("--bytes-per-sample");
        if (text.isEmpty()) {
            return Capacity.BYTES_PER_SAMPLE;
        }
        double bytes = text.get().matches("[0-9]{1,3}(\\.[0-9]{1,6})?") ? Double.parseDouble(text.get()) : 0;
        if (bytes <= 0 || bytes > MOST_BYTES) {
            throw new UsageException("`" + text.get() + "` is no value of --bytes-per-sample; it takes a number such as 1.3");
        }
        return Range.of(bytes);
    }

    private static Optional<Growth> growth(Arguments given) throws UsageException {
        Optional<String> text = given.text("--growth");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher match = GROWTH.matcher(text.get());
        if (!match.matches()) {
            throw new UsageException("`" + text.get() + "` is no value of --growth; it takes a rate such as 5%/month (week, month or year)");
        }
        return Optional.of(new Growth(Double.parseDouble(match.group(1)) / 100, PERIODS.get(match.group(2))));
    }
}
