package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import promc.model.EstateReader;
import promc.model.PrometheusConfig;
import promc.promql.Expr.MatchOp;
import promc.regex.Regex;
import promc.source.SourceFile;
import promc.source.Span;
import promc.testing.Page;
import promc.testing.Page.Fence;
import promc.testing.Page.Section;
import promc.testing.Updating;

/// The pages about relabelling: `rules` are applied to the labels in `from`, or a `yaml` configuration tells what a metric looks like; `labels` is what is then known, each fact with its reason and
/// what it points at. One line is one label, a blank line parts shapes, and a line with an asterisk says that there may be other labels.
class RelabelPagesTest {
    private static final Path PAGES = Path.of("src/test/resources/spec/relabel");
    private static final Pattern LABEL = Pattern.compile("(\\S+) (always|maybe|never)(?: (.*))?");
    private static final Why GIVEN = new Why("given", Span.at(0));

    @Test
    void pages() throws IOException {
        int examples = 0;
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path path : pages.sorted().toList()) {
                examples += page(Page.read(path));
            }
        }
        assertThat(examples).isGreaterThan(30);
    }

    private static int page(Page page) throws IOException {
        List<Fence> outputs = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (Section section : page.sections()) {
            for (Fence output : section.all("labels")) {
                List<Shape> shapes = section.first("rules").isPresent() ? relabelled(section) : scraped(section, output.argument());
                outputs.add(output);
                actual.add(text(shapes));
            }
        }
        if (Updating.isOn()) {
            page.replace(outputs, actual);
        }
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(actual.get(i)).as("%s, line %d", page.path(), outputs.get(i).firstLine()).isEqualTo(Updating.isOn() ? actual.get(i) : outputs.get(i).body());
        }
        return outputs.size();
    }

    private static PrometheusConfig config(String text) {
        return EstateReader.read(List.of(SourceFile.of("prometheus.yml", text))).configs().findFirst().orElseThrow(() -> new AssertionError(text));
    }

    private static List<Shape> relabelled(Section section) {
        String rules = section.first("rules").orElseThrow().body();
        PrometheusConfig config = config("scrape_configs:\n- job_name: j\n  relabel_configs:\n" + rules.indent(2));
        return Relabelling.of(config.jobs().getFirst().relabelRules(), false, config.text().file()).orElseThrow(() -> new AssertionError("refused: " + rules))
                .apply(given(section.first("from").orElseThrow().body()));
    }

    /// `up` is what targets may expose under this name, `up reported` what Prometheus makes of each scrape, `targets` the labels of the targets.
    private static List<Shape> scraped(Section section, String argument) {
        PrometheusConfig config = config(section.first("yaml").orElseThrow().body());
        ScrapedSeries series = ScrapedSeries.of(config);
        return switch (argument.split(" ")) {
            case String[] words when words[0].equals("targets") -> config.jobs().stream().flatMap(job -> TargetLabels.of(config, job).orElseThrow().stream()).toList();
            case String[] words when words.length == 2 && words[1].equals("reported") -> config.jobs().stream().flatMap(job -> series.reported(job, words[0]).stream()).toList();
            case String[] words when words.length == 2 && words[1].equals("leaving") -> series.of(words[0]).stream().map(series::leaving).toList();
            case String[] words -> series.of(words[0]);
        };
    }

    private static Shape given(String text) {
        Map<String, LabelFact> labels = new TreeMap<>();
        boolean closed = true;
        for (String line : text.lines().toList()) {
            Matcher label = LABEL.matcher(line);
            if (line.equals("*")) {
                closed = false;
            } else if (label.matches()) {
                labels.put(label.group(1), new LabelFact(Presence.valueOf(label.group(2).toUpperCase()), label.group(2).equals("never") ? Values.NONE : values(label.group(3)), GIVEN));
            } else {
                throw new AssertionError(line);
            }
        }
        return new Shape(labels, closed, GIVEN, Samples.ANY);
    }

    private static Values values(String text) {
        if (text == null) {
            return Values.ANY;
        }
        return text.startsWith("=~") ? new Values.Matching(List.of(new Values.Constraint(MatchOp.REGEX, text.substring(2), ((Regex) Regex.parse(text.substring(2))).language())))
                : Values.of(List.of(text.split(" \\| ")));
    }

    private static String text(List<Shape> shapes) {
        return shapes.isEmpty() ? "nothing\n" : shapes.stream().map(RelabelPagesTest::text).collect(Collectors.joining("\n"));
    }

    private static String text(Shape shape) {
        StringBuilder text = new StringBuilder();
        shape.labels().forEach((name, fact) -> text.append(name).append(' ').append(fact.presence().word()).append(fact.isNever() ? "" : text(fact.values())).append(text(fact.why())).append('\n'));
        return shape.closed() ? text.isEmpty() ? "no labels\n" : text.toString() : text + "*" + text(shape.rest()) + "\n";
    }

    private static String text(Values values) {
        return switch (values) {
            case Values.Any ignored -> "";
            case Values.OneOf oneOf -> " " + String.join(" | ", (Collection<String>) oneOf.values());
            case Values.Matching matching -> matching.constraints().stream().map(constraint -> " " + constraint.op().symbol() + constraint.value()).collect(Collectors.joining());
        };
    }

    /// Where the reason lies in another text, the first line of what it points at.
    private static String text(Why why) {
        return why.elsewhere().map(text -> "    # " + why.reason() + ": " + why.place().of(text.text()).lines().findFirst().orElse("")).orElse("");
    }
}
