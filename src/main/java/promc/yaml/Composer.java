package promc.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import promc.source.EmbeddedText;
import promc.source.Problem;
import promc.source.Span;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlAlias;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream.Comment;
import promc.yaml.YamlStream.Document;

/// Builds the node tree from the engine's events, with a stack of its own: nesting costs no Java stack. All offsets in here count in the text
/// that is read; they become file offsets when a node is made.
final class Composer {
    /// Deeper trees would overflow the stack of whoever walks them. Go's readers refuse 10,000 levels; nobody writes 100.
    static final int MAX_DEPTH = 250;
    /// Nodes a text may have, and a document may have once every alias is followed: a quarter of a gigabyte, and still quickly walked.
    static final int MAX_NODES = 1_000_000;
    // One read for most files, yet a long line never makes the engine copy its window more than a few times.
    private static final int MAX_BUFFER = 1 << 20;

    /// What an anchor names: its node (absent while it is still open), how many nodes it expands to, and how deep it is.
    private record Anchored(Optional<YamlNode> node, long size, int height) {}

    /// The last scalar read before an error.
    record Last(Span span, Style style) {}

    private final EmbeddedText text;
    private final EngineText engineText;
    private final String source;
    private final CommentScanner comments;
    private final List<Document> documents = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Deque<Frame> open = new ArrayDeque<>();
    private Optional<YamlNode> root = Optional.empty();
    private int documentStart;
    private boolean inDocument;
    private int gapStart;
    private int lastEnd;
    private Last last = new Last(Span.at(0), Style.PLAIN);
    private long expanded;
    private int nodes;
    private boolean stopped;
    private boolean bombReported;

    Composer(EmbeddedText text, EngineText engineText) {
        this.text = text;
        this.engineText = engineText;
        this.source = engineText.text();
        this.comments = new CommentScanner(text, source);
    }

    /// Reads everything.
    ///
    /// @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException at the first syntax error; what came before it is kept
    void run() {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.clamp(source.length() + 1L, 16, MAX_BUFFER)).build();
        ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, source));
        while (!stopped && parser.hasNext()) {
            accept(parser.next());
        }
        if (stopped) {
            abandon();
        } else {
            comments.gap(gapStart, source.length());
        }
    }

    /// Closes what an error left open, so that the nodes before it can be used.
    void abandon() {
        while (!open.isEmpty()) {
            if (open.peek().awaitsValue()) {
                add(absent(lastEnd), lastEnd, lastEnd, Optional.empty(), 1, 0);
            }
            close(0);
        }
        if (inDocument) {
            endDocument();
        }
        comments.unparsed(gapStart, source.length());
    }

    /// What was read, together with what earlier readings found.
    YamlStream stream(List<Problem> syntax, List<Comment> blanked) {
        List<Problem> all = new ArrayList<>(syntax);
        all.addAll(problems);
        List<Comment> found = new ArrayList<>(comments.comments());
        found.addAll(blanked);
        found.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
        return new YamlStream(text, documents, found, all);
    }

    Last last() {
        return last;
    }

    /// Where the innermost bracket that is still open stands, if there is one.
    Optional<Integer> openBracket() {
        return open.isEmpty() || !open.peek().flow ? Optional.empty() : Optional.of(open.peek().start);
    }

    /// Where reading stands: behind the last scalar, alias or closing bracket.
    int position() {
        return lastEnd;
    }

    private void accept(Event event) {
        switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent start -> startCollection(start);
            case CollectionEndEvent end -> endCollection(end);
            case AliasEvent alias -> alias(alias);
            case DocumentStartEvent start -> startDocument(start);
            case DocumentEndEvent _ -> endDocument();
            default -> { }
        }
    }

    private int start(Event event) {
        return engineText.offset(event.getStartMark().orElseThrow().getIndex());
    }

    private int stop(Event event) {
        return engineText.offset(event.getEndMark().orElseThrow().getIndex());
    }

    private void startDocument(DocumentStartEvent event) {
        inDocument = true;
        documentStart = start(event);
        root = Optional.empty();
        anchors.clear();
        expanded = 0;
        bombReported = false;
    }

    private void endDocument() {
        inDocument = false;
        Span span = root.map(YamlNode::span).orElseGet(() -> text.toFile(Span.at(documentStart)));
        documents.add(new Document(root, span));
    }

    private void scalar(ScalarEvent event) {
        int start = start(event);
        int stop = stop(event);
        Properties properties = Properties.read(source, start, stop, event.getAnchor(), event.getTag().isPresent());
        boolean absent = event.getValue().isEmpty() && (start == stop || properties.contentStart() >= stop);
        int from = !absent ? properties.contentStart() : start < stop ? stop : absentAt(start);
        int to = absent ? from : stop;
        Style style = style(event.getScalarStyle());
        boolean block = style == Style.LITERAL || style == Style.FOLDED;
        if (!absent || start < stop) {
            comments.gap(gapStart, from);
            gapStart = Math.max(from, to);
        }
        int nodeEnd = block ? blockEnd(from, to) : to;
        lastEnd = Math.max(lastEnd, nodeEnd);
        if (!absent) {
            last = new Last(new Span(from, nodeEnd), style);
        }
        if (absent && open.isEmpty() && properties.tag().isEmpty() && event.getAnchor().isEmpty()) {
            return;
        }
        Frame frame = open.peek();
        ScalarSource.Place place = frame == null ? ScalarSource.Place.TOP : frame.place;
        EmbeddedText value = new ScalarSource(source, new Span(from, to), style, event.getValue(), place).in(text);
        add(new YamlScalar(text.toFile(new Span(from, nodeEnd)), style, value, properties.tag()), from, nodeEnd, event.getAnchor(), 1, 0);
    }

    /// A missing value stands behind its colon or dash; the engine has it at the next token if there is none.
    private int absentAt(int mark) {
        boolean behindIndicator = mark > lastEnd && ":-?".indexOf(source.charAt(mark - 1)) >= 0;
        return behindIndicator ? mark : Math.min(mark, Math.max(lastEnd, open.isEmpty() ? 0 : open.peek().start));
    }

    /// The end of what is written of a block scalar; the engine's mark runs on to the next token. Reads the header's comment on the way.
    private int blockEnd(int from, int to) {
        BlockHeader header = BlockHeader.read(source, from, to);
        for (int i = header.indicatorsEnd(); i < header.body(); i++) {
            if (source.charAt(i) == '#') {
                comments.comment(i, header.body());
                break;
            }
        }
        int end = to;
        while (end > header.body() && Character.isWhitespace(source.charAt(end - 1))) {
            end--;
        }
        return end > header.body() ? end : header.indicatorsEnd();
    }

    private static Style style(ScalarStyle style) {
        return switch (style) {
            case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Style.DOUBLE_QUOTED;
            case LITERAL -> Style.LITERAL;
            case FOLDED -> Style.FOLDED;
            case PLAIN -> Style.PLAIN;
        };
    }

    private void startCollection(CollectionStartEvent event) {
        int start = start(event);
        if (open.size() == MAX_DEPTH) {
            stop(new Span(start, Math.min(start + 1, source.length())), "nested deeper than " + MAX_DEPTH + " levels");
            return;
        }
        Properties properties = Properties.read(source, start, source.length(), event.getAnchor(), event.getTag().isPresent());
        if (properties.contentStart() > start) {
            comments.gap(gapStart, properties.contentStart());
            gapStart = properties.contentStart();
        }
        Frame frame = new Frame(event instanceof MappingStartEvent, event.isFlow(), properties, event.getAnchor());
        Frame parent = open.peek();
        int outerColumn = parent == null ? 0 : parent.place.parentIndent();
        frame.place = new ScalarSource.Place(event.isFlow(), event.isFlow() ? outerColumn : column(frame.start));
        if (event.isFlow() && parent != null && parent.startsTemplate(frame)) {
            template(parent);
        }
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(Optional.empty(), 0, 0)));
        open.push(frame);
    }

    private int column(int offset) {
        int lineStart = offset;
        while (lineStart > 0 && !ScalarDecoder.isBreak(source.charAt(lineStart - 1))) {
            lineStart--;
        }
        return offset - lineStart;
    }

    /// `{{ ... }}` parses as a mapping with a mapping for its key, which no reader in Go accepts: it is told, and kept as the text it
    /// was meant to be.
    private void template(Frame outer) {
        int start = outer.start;
        outer.template = true;
        int close = source.indexOf("}}", start);
        int end = close < 0 || source.substring(start, close).indexOf('\n') >= 0 ? start + 2 : close + 2;
        boolean first = source.substring(start - column(start), start).isBlank();
        problem(new Span(start, end), first ? SyntaxError.UNRENDERED : SyntaxError.TEMPLATE,
                first ? SyntaxError.RENDER_IT : SyntaxError.QUOTE_WHOLE);
    }

    private void endCollection(CollectionEndEvent event) {
        int start = start(event);
        boolean closed = open.peek().flow && stop(event) > start && source.charAt(start) == (open.peek().mapping ? '}' : ']');
        close(closed ? stop(event) : 0);
    }

    private void close(int closedAt) {
        Frame frame = open.pop();
        int end = Math.max(closedAt, frame.end);
        lastEnd = Math.max(lastEnd, end);
        Span span = new Span(frame.start, end);
        YamlNode node = frame.template ? plain(span, source.substring(frame.start, end)) : frame.node(text.toFile(span));
        add(node, frame.start, end, frame.anchor, frame.size, frame.height);
    }

    private void alias(AliasEvent event) {
        int start = start(event);
        int stop = stop(event);
        comments.gap(gapStart, start);
        gapStart = stop;
        lastEnd = stop;
        String name = event.getAlias().getValue();
        Span span = new Span(start, stop);
        Anchored anchored = anchors.get(name);
        boolean usable = false;
        if (anchored == null) {
            problem(span, "no anchor `&" + name + "` before this alias", "");
        } else if (anchored.node().isEmpty()) {
            problem(span, "alias `*" + name + "` stands inside the value it names", "");
        } else if (open.size() + anchored.height() > MAX_DEPTH) {
            problem(span, "aliases nest deeper than " + MAX_DEPTH + " levels", "this alias is read as null");
        } else if (expanded + anchored.size() > MAX_NODES) {
            if (!bombReported) {
                problem(span, "aliases expand to more than " + MAX_NODES + " nodes", "this and further aliases are read as null");
            }
            bombReported = true;
        } else {
            usable = true;
        }
        YamlNode target = usable ? anchored.node().orElseThrow() : absent(start);
        long size = usable ? anchored.size() : 1;
        expanded += size;
        add(new YamlAlias(text.toFile(span), name, target), start, stop, Optional.empty(), size, usable ? anchored.height() : 0);
    }

    private YamlScalar absent(int at) {
        return plain(Span.at(at), "");
    }

    private YamlScalar plain(Span span, String value) {
        EmbeddedText embedded = new ScalarSource(source, span, Style.PLAIN, value, ScalarSource.Place.TOP).in(text);
        return new YamlScalar(text.toFile(span), Style.PLAIN, embedded, Optional.empty());
    }

    private void add(YamlNode node, int start, int end, Optional<Anchor> anchor, long size, int height) {
        anchor.ifPresent(name -> anchors.put(name.getValue(), new Anchored(Optional.of(node), size, height)));
        if (++nodes > MAX_NODES && !stopped) {
            stop(new Span(start, end), "more than " + MAX_NODES + " values");
        }
        Frame frame = open.peek();
        if (frame == null) {
            root = Optional.of(node);
        } else {
            frame.add(node, start, end, size, height);
        }
    }

    private void stop(Span span, String message) {
        stopped = true;
        problem(span, message, "nothing behind this place is read");
    }

    private void problem(Span span, String message, String help) {
        problems.add(new Problem(text.toFile(span), message, help));
    }
}
