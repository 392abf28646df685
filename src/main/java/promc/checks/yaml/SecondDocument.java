package promc.checks.yaml;

import java.util.List;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.PrometheusConfig;
import promc.model.RuleFile;
import promc.model.RuleTests;
import promc.model.TargetFile;
import promc.model.View;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream.Document;

/// What stands behind a second `---`: Prometheus decodes one document of a rule file (`model/rulefmt`), of its configuration and of unit tests. mimirtool reads them all, and says whose
/// they are by `namespace`; manifests of Kubernetes are documents of their own.
public final class SecondDocument implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/second-document", Severity.WARNING, "A file has a second YAML document, which Prometheus does not read");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        for (View view : file.views()) {
            switch (view) {
                case RuleFile rules when rules.origin() != RuleFile.Origin.PROMETHEUS_RULE -> check(view, rules.root(), "of a rule file; rules", file, context);
                case PrometheusConfig config -> check(view, config.root(), "of its configuration; the sections", file, context);
                case RuleTests tests -> check(view, tests.root(), "of a file of unit tests; tests", file, context);
                case TargetFile targets -> check(view, targets.root(), "of a file of targets; targets", file, context);
                default -> { }
            }
        }
    }

    private static void check(View view, YamlNode root, String what, EstateFile file, Context context) {
        List<Document> documents = view.yaml().documents();
        if (documents.size() < 2 || root instanceof YamlMapping mapping && mapping.get("namespace").isPresent() || documents.getFirst().root().filter(first -> first.resolve() == root).isEmpty()) {
            return;
        }
        for (Document later : documents.subList(1, documents.size())) {
            if (later.root().filter(node -> !(node instanceof YamlScalar scalar && scalar.isNull())).isPresent()) {
                String program = view instanceof RuleTests ? "promtool" : "Prometheus";
                context.report(file.source(), mark(later.root().get().span(), file.source().text()), program + " reads only the first document " + what + " behind this have no effect");
                return;
            }
        }
    }

    /// The `---` before a document, or its first line.
    private static Span mark(Span document, String text) {
        int at = text.lastIndexOf("---", document.start());
        if (at >= 0 && text.substring(at + 3, document.start()).lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
            return new Span(at, at + 3);
        }
        int end = text.indexOf('\n', document.start());
        return new Span(document.start(), end < 0 || end > document.end() ? document.end() : end);
    }
}
