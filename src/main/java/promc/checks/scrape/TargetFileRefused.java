package promc.checks.scrape;

import java.util.List;
import java.util.Locale;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.TargetFile;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// What a file of `file_sd_configs` must not be (`discovery/file/file.go`, `discovery/targetgroup`): it is a list of groups, each with a list of targets and with labels, all of them texts. One that
/// ends in `.json` is read as JSON, in which a number is no text, and nothing goes without quotes.
public final class TargetFileRefused implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/target-file-refused", Severity.ERROR, "A file of targets has the wrong form, so none of its targets is scraped");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(TargetFile.class).filter(view -> view.yaml().problems().isEmpty()).forEach(view -> new Reader(view, file.source(), context).check());
    }

    private record Reader(TargetFile view, SourceFile file, Context context) {
        void check() {
            if (view.isJson()) {
                if (view.root() instanceof YamlSequence list && !list.flow() || view.root() instanceof YamlMapping mapping && !mapping.flow()) {
                    report(Span.at(view.root().span().start()), "this is YAML, but the file's ending is `.json`; Prometheus refuses the file");
                    return;
                }
                json(view.root());
            }
            if (!(view.root() instanceof YamlSequence list)) {
                report(view.root().span(), "a file of targets must be a list of groups, each with `targets`; Prometheus refuses this one");
                return;
            }
            for (YamlNode item : list.items()) {
                switch (item.resolve()) {
                    case YamlMapping group -> group(group);
                    case YamlScalar scalar when scalar.isNull() -> report(item.span(), "an empty group; Prometheus refuses the file");
                    case YamlNode other -> report(other.span(), "a group must be a mapping with `targets`, as in `- targets: [\"host:9100\"]`; Prometheus refuses the file");
                }
            }
        }

        private void group(YamlMapping group) {
            for (Entry entry : group.effective()) {
                String key = entry.name().map(name -> view.isJson() ? name.toLowerCase(Locale.ROOT) : name).orElse("");
                YamlNode value = entry.value().resolve();
                if (value instanceof YamlScalar scalar && scalar.isNull()) {
                    continue;
                }
                if (key.equals("targets")) {
                    if (value instanceof YamlSequence targets) {
                        targets.items().forEach(target -> text(target, "a target"));
                    } else {
                        report(entry.value().span(), "`targets` must be a list, even of one; Prometheus refuses the file");
                    }
                } else if (key.equals("labels")) {
                    if (value instanceof YamlMapping labels) {
                        labels(labels);
                    } else {
                        report(entry.value().span(), "`labels` must be a mapping of names to texts; Prometheus refuses the file");
                    }
                }
            }
        }

        private void labels(YamlMapping labels) {
            for (Entry label : labels.effective()) {
                text(label.value(), "the value of a label");
                if (label.name().filter(String::isEmpty).isPresent()) {
                    report(label.key().span(), "a label needs a name; Prometheus refuses the file");
                }
            }
        }

        private void text(YamlNode node, String what) {
            if (!(node.resolve() instanceof YamlScalar scalar)) {
                report(node.span(), what + " must be a text; Prometheus refuses the file");
            } else if (view.isJson() && scalar.style() == Style.PLAIN && isJson(scalar) && !scalar.value().equals("null")) {
                report(node.span(), what + " must be a text, in quotes; Prometheus refuses the file");
            }
        }

        /// What YAML allows and JSON does not.
        private void json(YamlNode node) {
            switch (node) {
                case YamlScalar scalar -> {
                    if (scalar.style() != Style.DOUBLE_QUOTED && !isJson(scalar)) {
                        report(scalar.span(), "this is no JSON: texts stand in double quotes; Prometheus refuses the file");
                    }
                }
                case YamlSequence list -> {
                    list.items().forEach(this::json);
                    end(list.span(), list.items().stream().map(YamlNode::span).toList());
                }
                case YamlMapping mapping -> {
                    mapping.entries().forEach(entry -> {
                        json(entry.key());
                        json(entry.value());
                    });
                    end(mapping.span(), mapping.entries().stream().map(Entry::span).toList());
                }
                case YamlNode.YamlAlias alias -> report(alias.span(), "this is no JSON, as which Prometheus reads a file of this ending");
            }
        }

        private void end(Span span, List<Span> parts) {
            if (!parts.isEmpty() && file.text().substring(parts.getLast().end(), span.end()).contains(",")) {
                int comma = file.text().indexOf(',', parts.getLast().end());
                report(new Span(comma, comma + 1), "JSON has no comma behind the last item; Prometheus refuses the file");
            }
        }

        private static boolean isJson(YamlScalar scalar) {
            return switch (scalar.value()) {
                case "true", "false", "null" -> true;
                default -> scalar.style() == Style.PLAIN && scalar.value().matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
            };
        }

        private void report(Span span, String message) {
            context.report(file, span, message);
        }
    }
}
