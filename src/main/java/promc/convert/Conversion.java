package promc.convert;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.fix.Edits;
import promc.model.EstateFile;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Takes over what another linter of rules was told: its configuration, and the comments in rule files that silence it.
public final class Conversion {
    /// The linters whose configurations are read.
    public enum Tool { PINT, PROMRUVAL }

    /// What stands at the end of each comment that is made here, before the words of the other tool.
    public static final String REASON = "-- was `";

    private Conversion() {}

    /// A configuration as converted: the text of a `.promc.yaml`, how many things of the other one are not in it, and the word that begins comments there. `problems` are what is wrong with the
    /// file, at its spans; then the text is of no use.
    public record Settings(String text, int notExpressed, String word, List<Problem> problems) {}

    /// `known` are the ids of the checks there are.
    public static Settings settings(Tool tool, SourceFile file, Set<String> known) {
        return switch (tool) {
            case PINT -> {
                Hcl.File hcl = HclParser.parse(file);
                ConfigDraft draft = PintConfig.convert(hcl.body(), file, known);
                yield new Settings(draft.text(file.path()), draft.notes().size(), "", hcl.problems());
            }
            case PROMRUVAL -> promruval(file);
        };
    }

    private static Settings promruval(SourceFile file) {
        YamlStream yaml = Yaml.parse(file);
        Optional<YamlMapping> root = yaml.rootMapping();
        if (root.isEmpty() || !yaml.problems().isEmpty()) {
            List<Problem> none = List.of(new Problem(Span.at(0), "a configuration of promruval is a mapping with the key `validationRules`"));
            return new Settings("", 0, "", yaml.problems().isEmpty() ? none : yaml.problems());
        }
        ConfigDraft draft = PromruvalConfig.convert(root.get(), file);
        Optional<YamlNode> word = root.get().get("customDisableComment");
        return new Settings(draft.text(file.path()), draft.notes().size(), word.map(node -> node instanceof YamlScalar scalar ? scalar.value() : "").filter(text -> !text.isEmpty())
                .orElse("ignore_validations"), List.of());
    }

    /// A rule file with converted comments: its new text if there are any, how many, and those that are left, each as `line: why`.
    public record Comments(Optional<SourceFile> changed, int converted, List<String> left) {}

    /// Converts the comments of one rule file; `word` is that of the settings, `known` are the ids of the checks that are on for it.
    public static Comments comments(Tool tool, EstateFile file, String word, Set<String> known) {
        RuleComments.Result result = switch (tool) {
            case PINT -> RuleComments.ofPint(file, known);
            case PROMRUVAL -> RuleComments.ofPromruval(file, known, word);
        };
        Optional<SourceFile> changed = result.edits().isEmpty() ? Optional.empty() : Optional.of(file.source().withText(Edits.apply(file.source().text(), result.edits())));
        return new Comments(changed, result.converted(), result.left());
    }
}
