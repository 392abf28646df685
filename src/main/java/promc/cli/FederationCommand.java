package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import promc.analysis.EstateFacts;
import promc.analysis.FederationPlan;
import promc.fix.AtomicFile;
import promc.fix.Edits;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.MatchListFix;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.model.ScrapeJob;
import promc.report.FederationJson;
import promc.report.FederationReport;
import promc.report.FederationText;
import promc.report.Style;
import promc.report.Text;
import promc.source.Nearest;
import promc.source.SourceFile;

/// `promc federation`.
final class FederationCommand implements Command {
    private enum Format { TEXT, JSON }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.FEDERATION, "Shows, for each job that scrapes /federate, what its match[] select, who of the rules, alerts and dashboards in sight reads it, and what is"
                + " needed and not collected. With --synthesize the list that those readers need, as short as it can be read, and the proof that it selects all of it.", "");
        spec.addPositional(Specs.paths());
        spec.addOption(Specs.flag("Show the list that the readers in sight need", "--synthesize"));
        spec.addOption(Specs.flag("With --synthesize: show the change of the files as a unified diff, and write nothing", "--diff"));
        spec.addOption(Specs.flag("With --synthesize: write the list into the files, comments kept. What nobody in sight reads is then no longer collected", "--fix"));
        spec.addOption(Specs.value("NAME", "Only the federating jobs of this name", "--job"));
        spec.addOption(Specs.choice(Specs.words(Format.class), "text for people, json for programs (default: text)", "-f", "--format"));
        Inventories.addTo(spec);
        spec.addOption(Specs.value("FILE", "Use this configuration for all files", "--config"));
        spec.addOption(Specs.choice(Specs.words(ColourChoice.class), "Colour text (default: auto)", "--color"));
        spec.usageMessage().footer("", "Examples:", "  promc federation                          all federating jobs below this folder",
                "  promc federation --synthesize --diff      what would change, were the lists what their readers need",
                "  promc federation --synthesize --fix --job federate prometheus/", "",
                "Exit codes: 0 all that is needed is collected; 1 something in sight reads series that are not collected; 2 wrong usage, or a file that cannot be read or written;",
                "3 a defect of promc");
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
        boolean diffs = given.has("--diff");
        boolean writes = given.has("--fix");
        if ((diffs || writes) && !given.has("--synthesize")) {
            throw new UsageException((diffs ? "--diff" : "--fix") + " goes with --synthesize, which makes the list");
        }
        if (diffs && writes) {
            throw new UsageException("--diff writes nothing, and --fix does; give one");
        }
        if (format == Format.JSON && (diffs || writes)) {
            throw new UsageException("--format json shows the lists; it goes neither with --diff nor with --fix");
        }
        Optional<Inventory> told = Inventories.of(given, session);
        Configs configs = new Configs(session, given.text("--config"), List.of(), told);
        Workspace workspace = CheckCommand.open(given, session, configs);
        if (CheckCommand.tellProblems(configs, session.style(colour, "err"), session) || CheckCommand.tellNothingRead(workspace, session)) {
            return ExitCode.USAGE;
        }
        Estate estate = EstateReader.read(workspace.sources().values());
        EstateFacts facts = new EstateFacts(estate, path -> configs.forFile(path).inventory(), path -> configs.forFile(path).leaves());
        List<FederationPlan> plans = wanted(EstateFederation.plans(facts, workspace::isNamed), given.text("--job"));
        boolean written = true;
        if (diffs || writes) {
            written = change(plans, workspace, diffs, session, session.style(colour, "out"));
        } else {
            FederationReport report = EstateFederation.of(plans, facts, Inventory.merge(configs.inventories()));
            Writer out = session.output();
            switch (format) {
                case TEXT -> new FederationText(session.style(colour, "out"), given.has("--synthesize")).write(report, out);
                case JSON -> FederationJson.write(report, out);
            }
            out.flush();
        }
        boolean lacks = !diffs && !writes && plans.stream().anyMatch(plan -> !plan.missed().isEmpty());
        return CheckCommand.tellUnreadable(workspace, session) || !written ? ExitCode.USAGE : lacks ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private static List<FederationPlan> wanted(List<FederationPlan> all, Optional<String> job) throws UsageException {
        if (job.isEmpty()) {
            return all;
        }
        List<FederationPlan> wanted = all.stream().filter(plan -> EstateFederation.name(plan).equals(job.get())).toList();
        if (wanted.isEmpty()) {
            throw new UsageException("no federating job here has the name `" + job.get() + "`"
                    + Nearest.to(job.get(), all.stream().map(EstateFederation::name).distinct().toList()).map(nearest -> "; did you mean `" + nearest + "`?").orElse(""));
        }
        return wanted;
    }

    /// Shows the changes, or writes them; false if a file could not be written.
    private static boolean change(List<FederationPlan> plans, Workspace workspace, boolean onlyShow, Session session, Style style) throws IOException {
        Map<ScrapeJob, List<FederationPlan>> byJob = new LinkedHashMap<>();
        plans.forEach(plan -> byJob.computeIfAbsent(plan.job().job(), job -> new ArrayList<>(1)).add(plan));
        Map<String, List<TextEdit>> edits = new TreeMap<>();
        int changed = 0;
        for (List<FederationPlan> ofJob : byJob.values()) {
            Optional<Fix> fix = MatchListFix.of(ofJob);
            if (fix.isPresent()) {
                changed++;
                fix.get().edits().forEach(edit -> edits.computeIfAbsent(edit.file().path(), path -> new ArrayList<>()).add(edit));
            } else {
                session.tell("the list of the job `" + EstateFederation.name(ofJob.getFirst()) + "` stays: " + MatchListFix.reason(ofJob.getFirst()));
            }
        }
        Writer out = session.output();
        boolean written = true;
        for (Map.Entry<String, List<TextEdit>> entry : edits.entrySet()) {
            SourceFile before = workspace.sources().get(entry.getKey());
            SourceFile after = before.withText(Edits.apply(before.text(), entry.getValue()));
            if (onlyShow) {
                Diff.write(before, after, style, out);
            } else {
                written &= write(after, session);
            }
        }
        out.flush();
        if (changed > 0) {
            session.tell((onlyShow ? "would change " : "changed ") + Text.count(changed, "list") + " in " + Text.count(edits.size(), "file"));
        }
        return written;
    }

    private static boolean write(SourceFile after, Session session) {
        try {
            AtomicFile.write(session.environment().resolve(Path.of(after.path())), after.encode(after.text()));
            return true;
        } catch (IOException failed) {
            session.tell("cannot write " + after.path() + ": " + Reasons.of(failed));
            return false;
        }
    }
}
