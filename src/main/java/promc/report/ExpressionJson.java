package promc.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import promc.analysis.Bound;
import promc.analysis.LabelFact;
import promc.analysis.MetricKind;
import promc.analysis.Reach;
import promc.analysis.Reach.Extent;
import promc.analysis.Samples;
import promc.analysis.SeriesSet;
import promc.analysis.Shape;
import promc.analysis.Values;
import promc.lint.Finding;
import promc.promql.Expr.MatchOp;
import promc.promql.PromDuration;
import promc.promql.Printer;
import promc.promql.ValueType;
import promc.source.Problem;
import promc.source.Span;

/// An [ExpressionAnswer] as one JSON object on one line (docs/expr.md). Places in the expression count characters, not UTF-16 units.
public final class ExpressionJson {
    private final ExpressionAnswer answer;
    private final String text;
    private final JsonWriter json;

    private ExpressionJson(ExpressionAnswer answer, Writer out) {
        this.answer = answer;
        this.text = answer.expression().text().text();
        this.json = Json.writer(out);
        json.setIndent("");
    }

    /// Writes the object without a line end.
    public static void write(ExpressionAnswer answer, Writer out) throws IOException {
        new ExpressionJson(answer, out).write();
    }

    private void write() throws IOException {
        json.beginObject().name("expr").value(text).name("valid").value(answer.known().isPresent());
        if (answer.known().isPresent()) {
            known(answer.known().get());
            findings();
        } else {
            Problem first = answer.expression().parsed().problems().getFirst();
            json.name("error").beginObject().name("message").value(first.message());
            span(first.span());
            json.endObject();
        }
        json.endObject();
        json.flush();
    }

    private void known(ExpressionAnswer.Known known) throws IOException {
        SeriesSet root = known.facts().root();
        json.name("type").value(known.root().type().shortName()).name("canonical").value(Printer.print(known.root()));
        json.name("shapes").beginArray();
        for (Shape shape : root.shapes()) {
            shape(shape);
        }
        json.endArray();
        json.name("returns").value(root.returns().word()).name("because").beginArray();
        String because = FactWords.because(known.facts());
        if (!because.isEmpty()) {
            json.value(because);
        }
        json.endArray();
        Bound bound = known.cardinality().root();
        boolean counts = known.root().type() != ValueType.STRING && !bound.isUnknown();
        json.name("bound").value(counts ? bound.text() : null);
        OptionalLong value = counts ? bound.value(known.inventory()) : OptionalLong.empty();
        json.name("boundValue");
        if (value.isPresent()) {
            json.value(value.getAsLong());
        } else {
            json.nullValue();
        }
        reach(known.reach());
        json.name("metrics").beginArray();
        for (String metric : known.metrics().keySet()) {
            json.value(metric);
        }
        json.endArray();
        kinds(known);
        json.name("features").beginArray();
        for (String flag : known.flags()) {
            json.value(flag);
        }
        json.endArray();
        json.name("since").value(known.since().map(Object::toString).orElse(null));
    }

    private void shape(Shape shape) throws IOException {
        json.beginObject().name("labels").beginObject();
        for (Map.Entry<String, LabelFact> label : shape.labels().entrySet()) {
            LabelFact fact = label.getValue();
            json.name(label.getKey()).beginObject().name("presence").value(fact.presence().word());
            values(fact.values());
            json.name("why").value(fact.why().reason());
            if (fact.why().elsewhere().isEmpty()) {
                json.name("at").beginObject();
                span(fact.why().place());
                json.endObject();
            }
            json.endObject();
        }
        json.endObject().name("rest").value(shape.closed() ? "closed" : "open");
        samples(shape.samples());
        json.endObject();
    }

    /// Of several patterns the first is told, which holds for all values; what is excluded besides stands in `except`.
    private void values(Values values) throws IOException {
        json.name("values");
        switch (values) {
            case Values.Any _ -> json.nullValue();
            case Values.OneOf oneOf -> array(oneOf.values());
            case Values.Matching matching -> {
                List<Values.Constraint> patterns = matching.constraints().stream().filter(constraint -> constraint.op() == MatchOp.REGEX).toList();
                if (patterns.isEmpty()) {
                    json.nullValue();
                } else {
                    json.beginObject().name("regex").value(patterns.getFirst().value()).endObject();
                }
                List<Values.Constraint> excluded = matching.constraints().stream().filter(constraint -> constraint.op().isNegative()).toList();
                if (!excluded.isEmpty()) {
                    json.name("except").beginArray();
                    for (Values.Constraint constraint : excluded) {
                        if (constraint.op().isRegex()) {
                            json.beginObject().name("regex").value(constraint.value()).endObject();
                        } else {
                            json.value(constraint.value());
                        }
                    }
                    json.endArray();
                }
            }
        }
    }

    private void array(Iterable<String> values) throws IOException {
        json.beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }

    private void samples(Samples samples) throws IOException {
        json.name("samples").beginObject().name("min");
        number(samples.hasNumbers() ? samples.min() : Double.NaN);
        json.name("max");
        number(samples.hasNumbers() ? samples.max() : Double.NaN);
        json.name("whole").value(samples.whole() && samples.hasNumbers()).name("numbers").value(samples.hasNumbers()).name("nan").value(samples.nan())
                .name("histograms").value(samples.histograms()).endObject();
    }

    private void number(double value) throws IOException {
        if (Double.isFinite(value)) {
            json.value(value == 0 ? 0.0 : value);
        } else {
            json.nullValue();
        }
    }

    private void reach(Reach reach) throws IOException {
        OptionalLong back = reach.back();
        json.name("reach").value(back.isPresent() ? PromDuration.format(back.getAsLong()) : null).name("reads").beginArray();
        for (Reach.Read read : reach.reads()) {
            json.beginObject().name("selector").value(Printer.print(read.at()));
            switch (read.extent()) {
                case Extent.Relative relative -> json.name("back").value(PromDuration.format(relative.back())).name("ahead").value(PromDuration.format(relative.ahead()));
                case Extent.Fixed fixed -> json.name("after").value(fixed.after() / 1000.0).name("until").value(fixed.until() / 1000.0);
                case Extent.Unknown _ -> json.name("back").nullValue();
            }
            json.name("parts").beginArray();
            for (Reach.Part part : read.parts()) {
                json.beginObject().name("what").value(part.what()).name("adds").value(PromDuration.format(part.millis()));
                span(part.place());
                json.endObject();
            }
            json.endArray().endObject();
        }
        json.endArray().name("lookback").value(PromDuration.format(reach.lookback()));
    }

    private void kinds(ExpressionAnswer.Known known) throws IOException {
        json.name("kinds").beginObject();
        for (var metric : known.metrics().entrySet()) {
            if (metric.getValue().isPresent()) {
                MetricKind.Known kind = metric.getValue().get();
                json.name(metric.getKey()).beginObject().name("kind").value(kind.kind().word()).name("told").value(kind.told()).name("why").value(kind.because());
                if (known.unit(metric.getKey()).isPresent()) {
                    json.name("unit").value(known.unit(metric.getKey()).get());
                }
                json.endObject();
            }
        }
        json.endObject();
    }

    private void findings() throws IOException {
        json.name("findings").beginArray();
        Json findings = new Json(path -> path);
        ByteOffsets offsets = new ByteOffsets();
        List<String> fingerprints = Fingerprint.of(answer.findings());
        for (int i = 0; i < fingerprints.size(); i++) {
            Finding finding = answer.findings().get(i);
            findings.finding(finding, fingerprints.get(i), offsets, json);
        }
        json.endArray();
    }

    private void span(Span span) throws IOException {
        json.name("start").value(codePoints(span.start())).name("end").value(codePoints(span.end()));
    }

    private int codePoints(int offset) {
        return text.codePointCount(0, Math.min(offset, text.length()));
    }
}
