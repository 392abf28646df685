package promc.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlScalar;

/// Every real file, against what the engine itself makes of it.
class CorpusTest {
    /// The engine's events, or nothing if it refuses the text.
    private static Optional<List<Event>> events(String text, boolean comments) {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setParseComments(comments).build();
        ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, text));
        List<Event> events = new ArrayList<>();
        try {
            while (parser.hasNext()) {
                events.add(parser.next());
            }
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
        return Optional.of(events);
    }

    @Test
    void everyScalarHasTheValueOfTheEngineAndExactOrigins() throws Exception {
        int scalars = 0;
        for (CorpusFile file : CorpusFile.all("open")) {
            YamlStream stream = Yaml.parse(file.file());
            Optional<List<Event>> events = events(file.text(), false);
            if (events.isEmpty() || !stream.problems().isEmpty()) {
                assertThat(stream.problems()).as(file.path().toString()).isNotEmpty();
                continue;
            }
            List<YamlScalar> found = Trees.scalars(stream);
            List<String> values = events.get().stream().filter(ScalarEvent.class::isInstance)
                    .map(event -> ((ScalarEvent) event).getValue()).toList();
            boolean hasEmptyDocument = stream.documents().stream().anyMatch(document -> document.root().isEmpty());
            if (!hasEmptyDocument) {
                assertThat(found).as(file.path().toString()).extracting(YamlScalar::value).containsExactlyElementsOf(values);
            }
            found.forEach(scalar -> checkSpan(file, scalar));
            scalars += found.size();
        }
        assertThat(scalars).isGreaterThan(500_000);
    }

    private static void checkSpan(CorpusFile file, YamlScalar scalar) {
        String written = scalar.span().of(file.text());
        String where = file.path() + " " + scalar.span();
        switch (scalar.style()) {
            case PLAIN -> assertThat(written.strip()).as(where).isEqualTo(written);
            case SINGLE_QUOTED -> assertThat(written).as(where).startsWith("'").endsWith("'");
            case DOUBLE_QUOTED -> assertThat(written).as(where).startsWith("\"").endsWith("\"");
            case LITERAL -> assertThat(written).as(where).startsWith("|");
            case FOLDED -> assertThat(written).as(where).startsWith(">");
        }
        int before = scalar.span().start();
        for (int i = 0; i < scalar.value().length(); i++) {
            Span origin = scalar.text().toFile(new Span(i, i + 1));
            boolean oneOfAPair = Character.isLowSurrogate(scalar.value().charAt(i)) && scalar.style() == Style.DOUBLE_QUOTED;
            if (origin.start() < before && !oneOfAPair || origin.end() > file.text().length()) {
                throw new AssertionError(where + ": character " + i + " comes from " + origin);
            }
            char c = scalar.value().charAt(i);
            boolean same = origin.length() == 1 && file.text().charAt(origin.start()) == c;
            if (!same && scalar.style() != Style.DOUBLE_QUOTED && c != ' ' && c != '\n' && c != '\'') {
                throw new AssertionError(where + ": character " + i + " comes from " + origin);
            }
            before = oneOfAPair ? before : origin.end();
        }
    }

    @Test
    void commentsAreThoseTheEngineSees() throws Exception {
        int comments = 0;
        for (CorpusFile file : CorpusFile.all("open")) {
            YamlStream stream = Yaml.parse(file.file());
            Optional<List<Event>> events = events(file.text(), true);
            if (events.isEmpty() || !stream.problems().isEmpty()) {
                continue;
            }
            long blockOrInline = events.get().stream().filter(CommentEvent.class::isInstance)
                    .filter(event -> ((CommentEvent) event).getCommentType() != CommentType.BLANK_LINE).count();
            assertThat(stream.comments()).as(file.path().toString()).hasSize((int) blockOrInline);
            assertThat(stream.comments()).allMatch(comment -> comment.text().startsWith("#"));
            comments += stream.comments().size();
        }
        assertThat(comments).isGreaterThan(5_000);
    }

    @Test
    void aTwinWithWindowsLineEndsHasTheSameTreeAtTheSamePlaces() throws Exception {
        int files = 0;
        for (CorpusFile file : CorpusFile.all("open/rules")) {
            if (file.text().indexOf('\r') >= 0 || file.text().length() > 60_000) {
                continue;
            }
            SourceFile twin = SourceFile.of("twin", file.text().replace("\n", "\r\n"));
            YamlStream one = Yaml.parse(file.file());
            YamlStream two = Yaml.parse(twin);
            assertThat(places(two, twin)).as(file.path().toString()).isEqualTo(places(one, file.file()));
            files++;
        }
        assertThat(files).isGreaterThan(500);
    }

    /// Everything with its lines and columns: nodes, the characters of scalars, comments, problems.
    private static List<String> places(YamlStream stream, SourceFile file) {
        List<String> places = new ArrayList<>();
        for (YamlNode node : Trees.nodes(stream)) {
            places.add(file.location(node.span().start()) + "-" + file.location(node.span().end()));
            if (node instanceof YamlScalar scalar) {
                places.add(scalar.value());
                for (int i = 0; i < scalar.value().length(); i += 7) {
                    places.add(file.location(scalar.text().toFile(i)).toString());
                }
            }
        }
        stream.comments().forEach(comment -> places.add(file.location(comment.span().start()) + comment.text() + comment.ownLine()));
        stream.problems().forEach(problem -> places.add(file.location(problem.span().start()) + problem.message()));
        return places;
    }

    @Test
    void aTwinWithAnAstralCharacterInFrontOnlyMoves() throws Exception {
        int files = 0;
        String front = "# \uD83D\uDE00\n";
        for (CorpusFile file : CorpusFile.all("open/rules")) {
            if (file.text().startsWith("%") || file.text().length() > 60_000) {
                continue;
            }
            YamlStream one = Yaml.parse(file.file());
            YamlStream two = Yaml.parse(SourceFile.of("twin", front + file.text()));
            List<Span> moved = Trees.nodes(one).stream().map(node -> node.span().shift(front.length())).toList();
            assertThat(Trees.nodes(two)).as(file.path().toString()).extracting(YamlNode::span).isEqualTo(moved);
            files++;
        }
        assertThat(files).isGreaterThan(500);
    }

    @Test
    void aFileInsideAConfigMapHasTheSamePlacesFurtherIn() throws Exception {
        int files = 0;
        String front = "data:\n  r: |\n";
        for (CorpusFile file : CorpusFile.all("open/rules")) {
            String text = file.text();
            if (text.length() > 30_000 || text.isBlank() || text.indexOf('\r') >= 0 || Character.isWhitespace(text.charAt(0))
                    || !Yaml.parse(file.file()).problems().isEmpty() || !text.endsWith("\n")) {
                continue;
            }
            String wrapped = front + text.lines().map(line -> line.isEmpty() ? "" : "    " + line).reduce("", (a, b) -> a + b + "\n");
            SourceFile outer = SourceFile.of("outer", wrapped);
            YamlScalar holder = Trees.scalars(Yaml.parse(outer)).get(2);
            YamlStream inner = Yaml.parse(holder.text());
            List<YamlNode> own = Trees.nodes(Yaml.parse(file.file()));
            List<YamlNode> embedded = Trees.nodes(inner);
            assertThat(embedded).hasSameSizeAs(own);
            for (int i = 0; i < own.size(); i++) {
                var here = file.file().location(own.get(i).span().start());
                var there = outer.location(embedded.get(i).span().start());
                assertThat(there.line() - 2).as(file.path() + " " + here).isEqualTo(here.line());
                assertThat(there.column() - 4).as(file.path() + " " + here).isEqualTo(here.column());
            }
            files++;
        }
        assertThat(files).isGreaterThan(300);
    }
}
