package promc.model;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.model.Inventory.Builder;
import promc.source.Problem;
import promc.source.Span;

/// Reads the JSON answers of a Prometheus, token by token. What `data` holds says which answer it is, so that one saved without its envelope (as `jq .data` makes it) is read too.
final class InventoryJson {
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");
    private static final String FORMATS = "it takes the answers of /api/v1/status/tsdb, /api/v1/series, /api/v1/metadata and /api/v1/query";

    private final String text;
    private final Builder builder;
    private final JsonReader json;
    private boolean told;
    private String error = "";
    /// Results of a query that have nothing but a name: numbers of series, if all results are such.
    private final Map<String, Double> named = new HashMap<>();
    private boolean onlyNames = true;

    InventoryJson(String text, Builder builder) {
        this.text = text;
        this.builder = builder;
        this.json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
    }

    List<Problem> read() {
        try {
            root();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                return List.of(here("this is more than one JSON value"));
            }
        } catch (IOException | IllegalStateException | NumberFormatException broken) {
            return List.of(here(json.getPath().equals("$") ? "this is no JSON" : "the JSON breaks off or is wrong at `" + json.getPath() + "`", broken));
        }
        named.forEach(this::nameOnly);
        if (!error.isEmpty()) {
            return List.of(new Problem(firstLine(), "the server answered with an error: " + error));
        }
        return told ? List.of() : List.of(new Problem(firstLine(), "this JSON tells nothing of metrics", FORMATS));
    }

    private Span firstLine() {
        int end = text.indexOf('\n');
        return new Span(0, Math.min(end < 0 ? text.length() : end, 80));
    }

    private Problem here(String message) {
        return here(message, new IOException("at line 1 column 1"));
    }

    /// Gson counts lines and columns from 1 and says them at the end of its messages.
    private Problem here(String message, Exception broken) {
        String said = broken.getMessage() == null ? "" : broken.getMessage();
        Matcher place = PLACE.matcher(said);
        if (!place.find()) {
            return new Problem(Span.at(said.startsWith("End of input") ? text.length() : 0), message);
        }
        int start = 0;
        for (int line = Integer.parseInt(place.group(1)); line > 1; line--) {
            start = text.indexOf('\n', start) + 1;
        }
        return new Problem(Span.at(Math.min(text.length(), start + Math.max(0, Integer.parseInt(place.group(2)) - 1))), message);
    }

    private void root() throws IOException {
        if (json.peek() == JsonToken.BEGIN_ARRAY) {
            series();
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            switch (key) {
                case "data" -> data();
                case "status" -> text();
                case "error" -> error = text();
                case "errorType", "warnings", "infos" -> json.skipValue();
                default -> member(key);
            }
        }
        json.endObject();
    }

    private void data() throws IOException {
        switch (json.peek()) {
            case BEGIN_ARRAY -> series();
            case BEGIN_OBJECT -> {
                json.beginObject();
                while (json.hasNext()) {
                    member(json.nextName());
                }
                json.endObject();
            }
            default -> json.skipValue();
        }
    }

    /// One key of what an answer holds: the keys of the three kinds of objects do not overlap.
    private void member(String key) throws IOException {
        switch (key) {
            case "headStats" -> headStats();
            case "seriesCountByMetricName" -> counts(builder::series);
            case "labelValueCountByLabelName" -> counts(builder::labelValues);
            case "memoryInBytesByLabelName", "seriesCountByLabelValuePair", "resultType", "stats" -> json.skipValue();
            case "result" -> result();
            default -> metadata(key);
        }
    }

    private void headStats() throws IOException {
        if (!opens(JsonToken.BEGIN_OBJECT)) {
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            if (json.nextName().equals("numSeries")) {
                number().ifPresent(series -> {
                    builder.totalSeries(series);
                    told = true;
                });
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    private interface Count {
        void add(String name, long count);
    }

    private void counts(Count add) throws IOException {
        if (!opens(JsonToken.BEGIN_ARRAY)) {
            return;
        }
        told = true;
        json.beginArray();
        while (json.hasNext()) {
            Optional<String> name = Optional.empty();
            Optional<Long> value = Optional.empty();
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "name" -> name = Optional.of(text());
                    case "value" -> value = number();
                    default -> json.skipValue();
                }
            }
            json.endObject();
            if (name.isPresent() && value.isPresent()) {
                add.add(name.get(), value.get());
            }
        }
        json.endArray();
    }

    private void series() throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            if (json.peek() == JsonToken.BEGIN_OBJECT) {
                seen(labels());
            } else {
                json.skipValue();
            }
        }
        json.endArray();
    }

    /// A series, or labels without a name as an aggregation gives them: these tell values of labels at least.
    private void seen(Map<String, String> labels) {
        String name = labels.getOrDefault("__name__", "");
        if (!name.isEmpty()) {
            builder.addSeries(name, labels);
            told = true;
            return;
        }
        labels.forEach((label, value) -> {
            if (!value.isEmpty()) {
                builder.addLabelValue(label, value);
                told = true;
            }
        });
    }

    private void result() throws IOException {
        if (!opens(JsonToken.BEGIN_ARRAY)) {
            return;
        }
        json.beginArray();
        while (json.hasNext()) {
            if (!opens(JsonToken.BEGIN_OBJECT)) {
                continue;
            }
            Optional<Map<String, String>> metric = Optional.empty();
            double value = Double.NaN;
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "metric" -> metric = Optional.of(labels());
                    case "value" -> value = sample();
                    default -> json.skipValue();
                }
            }
            json.endObject();
            if (metric.isPresent()) {
                Map<String, String> labels = metric.get();
                if (labels.size() == 1 && labels.containsKey("__name__")) {
                    named.put(labels.get("__name__"), value);
                    onlyNames &= value >= 1 && value == Math.rint(value) && value < Long.MAX_VALUE;
                } else {
                    onlyNames = false;
                    result(labels);
                }
            }
        }
        json.endArray();
    }

    /// A result is a series as it is stored only if nothing was aggregated away, which is told by the labels that every scraped series has: `count by (__name__, job) (...)` has a name too.
    /// Of others, the metric and the values of labels are known.
    private void result(Map<String, String> labels) {
        String name = labels.getOrDefault("__name__", "");
        if (name.isEmpty() || labels.containsKey("job") && labels.containsKey("instance")) {
            seen(labels);
            return;
        }
        builder.metric(name);
        told = true;
        labels.forEach((label, value) -> {
            if (!label.equals("__name__") && !value.isEmpty()) {
                builder.addLabelValue(label, value);
            }
        });
    }

    /// `count by (__name__) (...)` answers a number of series for each name. Among other results it tells that the metric is there.
    private void nameOnly(String name, double value) {
        told = true;
        if (onlyNames) {
            builder.series(name, (long) value);
        } else {
            builder.metric(name);
        }
    }

    private double sample() throws IOException {
        double value = Double.NaN;
        if (opens(JsonToken.BEGIN_ARRAY)) {
            json.beginArray();
            for (int i = 0; json.hasNext(); i++) {
                String said = text();
                if (i == 1 && said.matches("[0-9]{1,18}(\\.[0-9]+)?(e\\+?[0-9]{1,2})?")) {
                    value = Double.parseDouble(said);
                }
            }
            json.endArray();
        }
        return value;
    }

    private Map<String, String> labels() throws IOException {
        Map<String, String> labels = new HashMap<>();
        if (opens(JsonToken.BEGIN_OBJECT)) {
            json.beginObject();
            while (json.hasNext()) {
                labels.put(json.nextName(), text());
            }
            json.endObject();
        }
        return labels;
    }

    /// `name: [{type, help, unit}, ...]`: one entry for each different thing that targets say of it.
    private void metadata(String metric) throws IOException {
        if (!opens(JsonToken.BEGIN_ARRAY)) {
            return;
        }
        List<String> types = new ArrayList<>();
        List<String> units = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            if (!opens(JsonToken.BEGIN_OBJECT)) {
                continue;
            }
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "type" -> types.add(text());
                    case "unit" -> units.add(text());
                    default -> json.skipValue();
                }
            }
            json.endObject();
        }
        json.endArray();
        // Targets that disagree leave it open.
        if (types.stream().distinct().count() == 1 && InventoryReader.type(types.getFirst()).isPresent()) {
            builder.type(metric, InventoryReader.type(types.getFirst()).get());
            told = true;
        }
        if (units.stream().distinct().count() == 1 && !units.getFirst().isEmpty()) {
            builder.unit(metric, units.getFirst());
        }
    }

    /// True if the next value is what is meant; another one is passed over.
    private boolean opens(JsonToken token) throws IOException {
        if (json.peek() == token) {
            return true;
        }
        json.skipValue();
        return false;
    }

    private String text() throws IOException {
        if (json.peek() == JsonToken.STRING || json.peek() == JsonToken.NUMBER) {
            return json.nextString();
        }
        json.skipValue();
        return "";
    }

    private Optional<Long> number() throws IOException {
        String said = text();
        return said.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(said)) : Optional.empty();
    }
}
