package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.report.GraphDot;
import promc.report.GraphJson;
import promc.report.GraphMermaid;
import promc.report.GraphReport;
import promc.report.GraphReport.Node;
import promc.report.GraphSvg;
import promc.source.Nearest;

/// `promc graph`.
final class GraphCommand implements Command {
    private enum Format { DOT, MERMAID, JSON, SVG }

    /// What one rule reads and who reads it, and one step more.
    private static final int DEPTH = 2;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.GRAPH, "Draws which rule reads which: jobs, metrics, recording rules and alerts, with an edge from what is made to who reads it."
                + " Edges follow from names and labels: a selector whose matchers exclude what a rule records does not read it.", "");
        spec.addPositional(Specs.paths());
        spec.addOption(Specs.choice(Specs.words(Format.class), "dot for Graphviz, mermaid for Markdown, json for programs, svg for a picture (default: dot)", "-f", "--format"));
        spec.addOption(Specs.repeated("NAME", "Only what is near a rule, alert, metric or job of this name", true, "--around"));
        spec.addOption(Specs.value("N", "How many steps from --around, each way (default: " + DEPTH + ")", "--depth"));
        spec.addOption(Specs.flag("Only rules and alerts: no metrics that no rule makes, no jobs, no dashboards", "--rules-only"));
        spec.addOption(Specs.value("FILE", "Use this configuration for all files", "--config"));
        spec.usageMessage().footer("", "Examples:", "  promc graph --format svg rules/ > rules.svg", "  promc graph --format mermaid --around ApiErrors rules/",
                "  promc graph --rules-only | dot -Tpdf > rules.pdf", "", "Exit codes: 0; 2 wrong usage, a file that cannot be read, or too much to draw; 3 a defect of promc");
        return spec;
    }

    @Override
    public boolean takesPaths() {
        return true;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        Format format = given.constant("--format", Format.DOT);
        List<String> around = given.texts("--around");
        int depth = depth(given, around);
        Configs configs = new Configs(session, given.text("--config"), List.of(), Optional.empty());
        Workspace workspace = CheckCommand.open(given, session, configs);
        if (CheckCommand.tellProblems(configs, session.style(ColourChoice.AUTO, "err"), session) || CheckCommand.tellNothingRead(workspace, session)) {
            return ExitCode.USAGE;
        }
        Estate estate = EstateReader.read(workspace.sources().values());
        GraphReport report = EstateGraph.of(estate, workspace::isNamed);
        report = around.isEmpty() ? report : near(report, around, depth);
        report = given.has("--rules-only") ? report.rulesOnly() : report;
        if (format == Format.SVG && !GraphSvg.canDraw(report)) {
            throw new UsageException("a picture of " + report.nodes().size() + " nodes and " + report.edges().size() + " edges is more than anybody can read (" + GraphSvg.MAX_NODES + " and "
                    + GraphSvg.MAX_EDGES + "); --around NAME draws a part, --rules-only leaves metrics out, and the other formats hold everything");
        }
        Writer out = session.output();
        switch (format) {
            case DOT -> GraphDot.write(report, out);
            case MERMAID -> GraphMermaid.write(report, out);
            case JSON -> GraphJson.write(report, out);
            case SVG -> GraphSvg.write(report, out);
        }
        out.flush();
        return CheckCommand.tellUnreadable(workspace, session) ? ExitCode.USAGE : ExitCode.OK;
    }

    private static int depth(Arguments given, List<String> around) throws UsageException {
        Optional<String> text = given.text("--depth");
        if (text.isPresent() && around.isEmpty()) {
            throw new UsageException("--depth goes with --around, which says from where");
        }
        if (text.isPresent() && !text.get().matches("[0-9]{1,4}")) {
            throw new UsageException("`" + text.get() + "` is no value of --depth; it takes a number of steps from 0 on");
        }
        return text.map(Integer::parseInt).orElse(DEPTH);
    }

    private static GraphReport near(GraphReport report, List<String> around, int depth) throws UsageException {
        boolean[] start = new boolean[report.nodes().size()];
        for (String name : around) {
            boolean any = false;
            for (int i = 0; i < start.length; i++) {
                boolean is = report.nodes().get(i).name().equals(name);
                start[i] |= is;
                any |= is;
            }
            if (!any) {
                throw new UsageException("nothing here has the name `" + name + "`"
                        + Nearest.to(name, report.nodes().stream().map(Node::name).distinct().toList()).map(nearest -> "; did you mean `" + nearest + "`?").orElse(""));
            }
        }
        return report.around(start, depth);
    }
}
