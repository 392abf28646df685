package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import promc.lint.ConfigFacts.Budgets;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.EstateReader;
import promc.model.ExpositionFile;
import promc.model.Inventory;
import promc.model.InventoryReader;
import promc.report.CardinalityHtml;
import promc.report.CardinalityJson;
import promc.report.CardinalityReport;
import promc.report.CardinalityText;

/// `promc cardinality`.
final class CardinalityCommand implements Command {
    private enum Format { TEXT, JSON, HTML }

    private static final int TOP = 10;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.CARDINALITY, "Ranks metrics, labels, rules and federation selectors by their series, and tells what would be left without a label."
                + " Numbers come from inventories: those of --inventory and of .promc.yaml, expositions, and answers of /api/v1/status/tsdb among the files. Without any, bounds are formulas.", "");
        spec.addPositional(Specs.paths());
        spec.addOption(Specs.choice(Specs.words(Format.class), "text for people, json for programs, html for a page with plots (default: text)", "-f", "--format"));
        spec.addOption(Specs.value("N", "Show so many rows of each table (default: " + TOP + " as text, all otherwise)", "--top"));
        Inventories.addTo(spec);
        spec.addOption(Specs.value("FILE", "Use this configuration for all files", "--config"));
        spec.addOption(Specs.choice(Specs.words(ColourChoice.class), "Colour text (default: auto)", "--color"));
        spec.usageMessage().footer("", "Examples:", "  promc cardinality --inventory tsdb-status.json rules/",
                "  promc cardinality --format html > series.html", "",
                "Exit codes: 0 within the budgets of .promc.yaml, or there are none; 1 over a budget; 2 wrong usage, or a file that cannot be read; 3 a defect of promc");
        return spec;
    }

    @Override
    public boolean takesPaths() {
        return true;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        Format format = given.constant("--format", Format.TEXT);
        int top = top(given).orElse(format == Format.TEXT ? TOP : Integer.MAX_VALUE);
        Configs configs = new Configs(session, given.text("--config"), List.of(), Inventories.of(given, session));
        Workspace workspace = CheckCommand.open(given, session, configs);
        if (CheckCommand.tellProblems(configs, session.style(given.constant("--color", ColourChoice.AUTO), "err"), session)) {
            return ExitCode.USAGE;
        }
        if (CheckCommand.tellNothingRead(workspace, session)) {
            return ExitCode.USAGE;
        }
        Estate all = EstateReader.read(workspace.sources().values());
        Estate named = new Estate(all.files().stream().filter(file -> workspace.isNamed(file.source().path())).toList());
        List<Inventory> inventories = new ArrayList<>(configs.inventories());
        List<String> origins = new ArrayList<>(given.texts("--inventory"));
        collect(named, inventories, origins);
        Estate relevant = new Estate(named.files().stream().filter(EstateFile::isRelevant).toList());
        Budgets budgets = configs.budgets();
        CardinalityReport report = CardinalityRanking.of(relevant, Inventory.merge(inventories), budgets, origins);
        Writer out = session.output();
        switch (format) {
            case TEXT -> new CardinalityText(session.style(given.constant("--color", ColourChoice.AUTO), "out"), top).write(report, out);
            case JSON -> CardinalityJson.write(report.top(top), out);
            case HTML -> CardinalityHtml.write(report.top(top), out);
        }
        out.flush();
        return CheckCommand.tellUnreadable(workspace, session) ? ExitCode.USAGE : report.over().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private static Optional<Integer> top(Arguments given) throws UsageException {
        Optional<String> text = given.text("--top");
        if (text.isPresent() && !text.get().matches("[1-9][0-9]{0,8}")) {
            throw new UsageException("`" + text.get() + "` is no value of --top; it takes a number of rows from 1 on");
        }
        return text.map(Integer::valueOf);
    }

    /// Files of the estate that are inventories themselves. An exposition shows one target, so it counts only where nothing tells of the whole database.
    private static void collect(Estate estate, List<Inventory> inventories, List<String> origins) {
        collect(estate, CardinalityCommand::isTsdbStatus, inventories, origins);
        if (inventories.stream().allMatch(inventory -> inventory.totalSeries().isEmpty() && inventory.metrics().stream().allMatch(metric -> metric.series().isEmpty()))) {
            collect(estate, file -> file.views(ExpositionFile.class).findAny().isPresent(), inventories, origins);
        }
    }

    private static void collect(Estate estate, Predicate<EstateFile> wanted, List<Inventory> inventories, List<String> origins) {
        InventoryReader reader = new InventoryReader();
        for (EstateFile file : estate.files()) {
            if (wanted.test(file)) {
                reader.read(file.source());
                origins.add(file.source().path());
            }
        }
        inventories.add(reader.inventory());
    }

    static boolean isTsdbStatus(EstateFile file) {
        return file.source().path().endsWith(".json") && file.source().text().contains("\"seriesCountByMetricName\"");
    }
}
