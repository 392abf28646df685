package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.model.Pair;
import promc.model.Rule;
import promc.regex.Regex;
import promc.regex.RegexError;
import promc.source.EmbeddedText;
import promc.template.PlainTemplate;
import promc.template.Template;
import promc.template.TemplateFacts;
import promc.yaml.YamlNode.YamlScalar;

/// A label or an annotation of an alerting rule that is a template, and what its expansion does. One that is `refused` does nothing.
public record AlertTemplate(Pair pair, boolean ofLabel, EmbeddedText text, Optional<Template.Broken> refused, TemplateFacts facts) {
    /// Those of `rule` that hold an action, the annotations first; none for a rule that is no alert, whose labels are no templates.
    public static List<AlertTemplate> of(Rule rule) {
        List<AlertTemplate> found = new ArrayList<>(0);
        if (rule.isAlert()) {
            add(rule.annotations(), false, found);
            add(rule.labels(), true, found);
        }
        return found;
    }

    private static void add(List<Pair> pairs, boolean ofLabels, List<AlertTemplate> found) {
        for (Pair pair : pairs) {
            Optional<YamlScalar> value = pair.value().value();
            if (value.isPresent() && value.get().value().contains("{{")) {
                EmbeddedText text = value.get().text();
                Optional<TemplateFacts> plain = PlainTemplate.facts(text.text());
                found.add(plain.isPresent() ? new AlertTemplate(pair, ofLabels, text, Optional.empty(), plain.get()) : parsed(pair, ofLabels, text));
            }
        }
    }

    private static AlertTemplate parsed(Pair pair, boolean ofLabel, EmbeddedText text) {
        Template template = Template.parse(text.text());
        return template instanceof Template.Parsed parsed
                ? new AlertTemplate(pair, ofLabel, text, Optional.empty(), TemplateFacts.of(text.text(), parsed, AlertTemplate::patternError))
                : new AlertTemplate(pair, ofLabel, text, Optional.of((Template.Broken) template), TemplateFacts.NONE);
    }

    private static Optional<String> patternError(String pattern) {
        return Regex.parse(pattern) instanceof RegexError error ? Optional.of(error.message()) : Optional.empty();
    }
}
