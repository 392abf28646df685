package promc.report;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.Finding;
import promc.lint.Findings;
import promc.lint.Severity;
import promc.source.SourceFile;
import promc.source.Span;

/// promc's own JSON, version 1 of its schema: lines and columns from 1, columns in UTF-16 units, offsets in UTF-8 bytes from 0, `end` behind the last
/// character. `rule` and `fix` are null where there is none.
public record Json(UnaryOperator<String> paths) implements Report {
    public static final int VERSION = 1;

    @Override
    public void write(Findings findings, Writer out) throws IOException {
        JsonWriter json = writer(out);
        ByteOffsets offsets = new ByteOffsets();
        json.beginObject();
        json.name("version").value(VERSION);
        json.name("tool").beginObject().name("name").value(Tool.NAME).name("version").value(Tool.VERSION).endObject();
        json.name("findings").beginArray();
        List<String> fingerprints = Fingerprint.of(findings.findings());
        for (int i = 0; i < fingerprints.size(); i++) {
            finding(findings.findings().get(i), fingerprints.get(i), offsets, json);
        }
        json.endArray();
        Findings.Summary summary = findings.summary();
        json.name("summary").beginObject()
                .name("files").value(summary.files()).name("rules").value(summary.rules()).name("expressions").value(summary.expressions())
                .name("errors").value(findings.count(Severity.ERROR)).name("warnings").value(findings.count(Severity.WARNING))
                .name("infos").value(findings.count(Severity.INFO)).endObject();
        json.endObject();
        json.flush();
        out.append('\n');
    }

    /// A streaming writer as all JSON of promc is written: strict, two blanks of indent, nothing escaped that need not be.
    public static JsonWriter writer(Writer out) {
        JsonWriter json = new JsonWriter(out);
        json.setStrictness(Strictness.STRICT);
        json.setIndent("  ");
        json.setHtmlSafe(false);
        return json;
    }

    void finding(Finding finding, String fingerprint, ByteOffsets offsets, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("check").value(finding.check());
        json.name("area").value(finding.area());
        json.name("severity").value(finding.severity().word());
        json.name("confidence").value(finding.confidence().word());
        json.name("message").value(finding.message());
        place(finding.file(), finding.span(), offsets, json);
        json.name("rule");
        rule(finding.rule(), json);
        json.name("notes").beginArray();
        for (Finding.Note note : finding.notes()) {
            json.beginObject().name("message").value(note.message());
            place(note.file(), note.span(), offsets, json);
            json.endObject();
        }
        json.endArray();
        json.name("fix");
        fix(finding.fix(), offsets, json);
        json.name("url").value(Tool.url(finding.check()));
        json.name("fingerprint").value(fingerprint);
        json.endObject();
    }

    private static void rule(Optional<Finding.InRule> rule, JsonWriter json) throws IOException {
        if (rule.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject().name("kind").value(rule.get().kind()).name("name").value(rule.get().name()).name("group").value(rule.get().group()).endObject();
    }

    private void fix(Optional<Fix> fix, ByteOffsets offsets, JsonWriter json) throws IOException {
        if (fix.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("title").value(fix.get().title());
        json.name("applicability").value(switch (fix.get().applicability()) {
            case SAFE -> "safe";
            case UNSAFE -> "unsafe";
            case DISPLAY_ONLY -> "display-only";
        });
        json.name("edits").beginArray();
        for (TextEdit edit : fix.get().edits()) {
            json.beginObject();
            place(edit.file(), edit.span(), offsets, json);
            json.name("replacement").value(edit.replacement());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void place(SourceFile file, Span span, ByteOffsets offsets, JsonWriter json) throws IOException {
        json.name("file").value(paths.apply(file.path()));
        json.name("start");
        position(file, span.start(), offsets, json);
        json.name("end");
        position(file, span.end(), offsets, json);
    }

    private static void position(SourceFile file, int offset, ByteOffsets offsets, JsonWriter json) throws IOException {
        json.beginObject().name("line").value(file.line(offset)).name("column").value(file.utf16Column(offset))
                .name("offset").value(offsets.of(file, offset)).endObject();
    }
}
