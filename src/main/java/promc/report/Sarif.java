package promc.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.CheckInfo;
import promc.lint.Confidence;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Severity;
import promc.source.SourceFile;
import promc.source.Span;

/// SARIF 2.1.0 as GitHub code scanning and others read it. Only checks that have a result are described as rules, with their pages. Silenced findings are
/// in it with their reason. Fixes that are for show only are left out, since a viewer would apply them.
/// `paths` makes paths relative to the root of the repository; `pages` gives the Markdown page of a check.
public record Sarif(Map<String, CheckInfo> checks, Function<String, Optional<String>> pages, UnaryOperator<String> paths) implements Report {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    @Override
    public void write(Findings findings, Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        List<Finding> results = Stream.concat(findings.findings().stream(), findings.suppressed().stream().map(Findings.Suppressed::finding)).toList();
        Map<String, Integer> ruleIndex = new TreeMap<>();
        results.forEach(finding -> ruleIndex.put(finding.check(), 0));
        List<String> ids = List.copyOf(ruleIndex.keySet());
        ruleIndex.replaceAll((id, ignored) -> ids.indexOf(id));

        json.beginObject().name("$schema").value(SCHEMA).name("version").value("2.1.0");
        json.name("runs").beginArray().beginObject();
        json.name("tool").beginObject().name("driver").beginObject();
        json.name("name").value(Tool.NAME).name("version").value(Tool.VERSION).name("semanticVersion").value(Tool.VERSION);
        json.name("rules").beginArray();
        for (String id : ids) {
            rule(checks.get(id), json);
        }
        json.endArray().endObject().endObject();
        json.name("columnKind").value("utf16CodeUnits");
        json.name("invocations").beginArray().beginObject().name("executionSuccessful").value(findings.failures().isEmpty()).endObject().endArray();
        json.name("results").beginArray();
        List<String> fingerprints = Fingerprint.of(results);
        for (int i = 0; i < results.size(); i++) {
            int silenced = i - findings.findings().size();
            Optional<String> reason = silenced < 0 ? Optional.empty() : Optional.of(findings.suppressed().get(silenced).reason());
            result(results.get(i), ruleIndex.get(results.get(i).check()), fingerprints.get(i), reason, json);
        }
        json.endArray();
        json.endObject().endArray().endObject();
        json.flush();
        out.append('\n');
    }

    private void rule(CheckInfo check, JsonWriter json) throws IOException {
        json.beginObject().name("id").value(check.id());
        json.name("shortDescription").beginObject().name("text").value(check.summary()).endObject();
        json.name("help").beginObject().name("text").value(check.summary() + ". `promc explain " + check.id() + "` says more.");
        Optional<String> page = pages.apply(check.id());
        if (page.isPresent()) {
            json.name("markdown").value(page.get());
        }
        json.endObject();
        json.name("defaultConfiguration").beginObject().name("level").value(level(check.severity())).endObject();
        json.name("properties").beginObject();
        json.name("tags").beginArray().value(check.area()).endArray();
        json.name("precision").value(check.confidence() == Confidence.PROVED ? "very-high" : "high");
        json.endObject().endObject();
    }

    private void result(Finding finding, int ruleIndex, String fingerprint, Optional<String> silenced, JsonWriter json) throws IOException {
        json.beginObject().name("ruleId").value(finding.check()).name("ruleIndex").value(ruleIndex).name("level").value(level(finding.severity()));
        json.name("message").beginObject().name("text").value(finding.message()).endObject();
        json.name("locations").beginArray();
        location(finding.file(), finding.span(), Optional.empty(), Optional.empty(), finding.rule(), json);
        json.endArray();
        if (!finding.notes().isEmpty()) {
            json.name("relatedLocations").beginArray();
            int id = 0;
            for (Finding.Note note : finding.notes()) {
                location(note.file(), note.span(), Optional.of(++id), Optional.of(note.message()), Optional.empty(), json);
            }
            json.endArray();
        }
        json.name("partialFingerprints").beginObject().name("promc/v1").value(fingerprint).endObject();
        Optional<Fix> fix = finding.fix().filter(f -> f.applicability() != Fix.Applicability.DISPLAY_ONLY);
        if (fix.isPresent()) {
            fix(fix.get(), json);
        }
        json.name("suppressions").beginArray();
        if (silenced.isPresent()) {
            json.beginObject().name("kind").value("inSource").name("justification").value(silenced.get()).endObject();
        }
        json.endArray();
        json.name("properties").beginObject().name("confidence").value(finding.confidence().word()).endObject();
        json.endObject();
    }

    private void location(SourceFile file, Span span, Optional<Integer> id, Optional<String> message, Optional<Finding.InRule> rule, JsonWriter json)
            throws IOException {
        json.beginObject();
        if (id.isPresent()) {
            json.name("id").value(id.get());
        }
        json.name("physicalLocation").beginObject();
        artifact(file.path(), json);
        json.name("region");
        region(file, span, json);
        json.endObject();
        if (rule.isPresent()) {
            json.name("logicalLocations").beginArray().beginObject().name("name").value(rule.get().name())
                    .name("fullyQualifiedName").value(rule.get().group() + "/" + rule.get().name()).endObject().endArray();
        }
        if (message.isPresent()) {
            json.name("message").beginObject().name("text").value(message.get()).endObject();
        }
        json.endObject();
    }

    private void fix(Fix fix, JsonWriter json) throws IOException {
        Map<String, List<TextEdit>> byFile = new LinkedHashMap<>();
        fix.edits().forEach(edit -> byFile.computeIfAbsent(edit.file().path(), path -> new ArrayList<>()).add(edit));
        json.name("fixes").beginArray().beginObject();
        json.name("description").beginObject().name("text").value(fix.title()).endObject();
        json.name("artifactChanges").beginArray();
        for (Map.Entry<String, List<TextEdit>> change : byFile.entrySet()) {
            json.beginObject();
            artifact(change.getKey(), json);
            json.name("replacements").beginArray();
            for (TextEdit edit : change.getValue()) {
                json.beginObject().name("deletedRegion");
                region(edit.file(), edit.span(), json);
                json.name("insertedContent").beginObject().name("text").value(edit.replacement()).endObject().endObject();
            }
            json.endArray().endObject();
        }
        json.endArray().endObject().endArray();
    }

    private void artifact(String path, JsonWriter json) throws IOException {
        json.name("artifactLocation").beginObject().name("uri").value(uri(paths.apply(path))).endObject();
    }

    private static String uri(String path) {
        try {
            boolean absolute = path.startsWith("/");
            boolean looksLikeScheme = path.indexOf(':') >= 0 && !absolute;
            return new URI(absolute ? "file" : null, null, looksLikeScheme ? "./" + path : path, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a path is always a URI path: " + path, impossible);
        }
    }

    private static void region(SourceFile file, Span span, JsonWriter json) throws IOException {
        json.beginObject().name("startLine").value(file.line(span.start())).name("startColumn").value(file.utf16Column(span.start()))
                .name("endLine").value(file.line(span.end())).name("endColumn").value(file.utf16Column(span.end())).endObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }
}
