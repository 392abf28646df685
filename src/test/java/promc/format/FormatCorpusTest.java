package promc.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import promc.source.SourceFile;
import promc.testing.Shared;

/// The rule files of the field, laid out.
class FormatCorpusTest {
    private int files;
    private int expressions;
    private int changed;
    private int comments;
    private final Map<String, Integer> kept = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    private void judge(Path path, FormatOptions options) throws IOException {
        SourceFile file;
        try {
            file = SourceFile.decode(path.toString(), Files.readAllBytes(path));
        } catch (CharacterCodingException notText) {
            // No file that promc reads.
            return;
        }
        FileFormatter.Result result = FileFormatter.format(file, options);
        if (result.expressions() == 0) {
            return;
        }
        files++;
        expressions += result.expressions();
        changed += result.changed();
        comments += FormatLaws.comments(file);
        result.kept().forEach(one -> kept.merge(one.reason().replaceAll("line \\d+", "line N"), 1, Integer::sum));
        // In a template, a line that an action hides may follow too closely.
        result.kept().stream().filter(one -> one.reason().contains("would not read the same") && !file.text().contains("{{")).forEach(one -> wrong.add(path + ": " + one.reason()));
        FormatLaws.violation(result, options).ifPresent(law -> wrong.add(path + ": " + law));
    }

    private void corpus(FormatOptions options) throws IOException {
        for (Path path : Shared.corpusFiles("open", "yaml", "yml", "rules", "alerts", "json", "tpl", "template")) {
            judge(path, options);
        }
        System.out.printf("%s: %d files, %d expressions, %d laid out anew, %d comments kept, left alone %s%n", options.style(), files, expressions, changed, comments, kept);
        assertThat(files).isGreaterThan(300);
        assertThat(wrong).isEmpty();
    }

    @Test
    void theCorpusStaysWhatItIs() throws IOException {
        corpus(FormatOptions.DEFAULT);
    }

    @Test
    void theCorpusStaysWhatItIsInPrometheusStyle() throws IOException {
        corpus(new FormatOptions(FormatOptions.Style.PROMETHEUS, 100));
    }
}
