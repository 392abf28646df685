package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.model.Dashboard.Query;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Reads Grafana dashboards, old ones with `rows` and new ones, bare or as the API wraps them. JSON is YAML, so it keeps its places.
final class Dashboards {
    /// Rows hold panels and panels hold panels; more levels than this no dashboard has.
    private static final int MAX_DEPTH = 6;
    /// What only a query of Loki has behind its selector.
    private static final Pattern LOGQL = Pattern.compile("\\}\\s*(\\|[=~>]|\\|\\s*[a-z]|!>|![=~]\\s*[\"`])");
    private static final String PROMETHEUS = "prometheus";

    private final Expressions expressions;
    private final List<Query> queries = new ArrayList<>();
    /// The kind of data source that each variable chooses from.
    private final Map<String, String> sources = new HashMap<>();

    private Dashboards(Expressions expressions) {
        this.expressions = expressions;
    }

    /// A cheap look before anything is parsed.
    static boolean mayBe(String text) {
        return text.contains("\"targets\"") && text.contains("\"expr\"") && (text.contains("\"panels\"") || text.contains("\"rows\""));
    }

    static Optional<Dashboard> read(EmbeddedText text, YamlStream yaml, YamlMapping root, Expressions expressions) {
        YamlMapping board = Fields.mapping(root, "dashboard").orElse(root);
        if (board.get("panels").isEmpty() && board.get("rows").isEmpty()) {
            return Optional.empty();
        }
        Dashboards reader = new Dashboards(expressions);
        Fields.mapping(board, "templating").map(templating -> Fields.mappings(templating, "list")).orElse(List.of()).forEach(reader::variable);
        reader.panels(board, Optional.empty(), 0);
        return Optional.of(new Dashboard(text, new YamlStream(text, List.of(), yaml.comments(), List.of()), Fields.string(board, "title"),
                Fields.mapping(board, "time").map(time -> Fields.string(time, "from")).orElseGet(() -> new Field.Absent<>(Fields.lacking(board))), reader.queries));
    }

    private void variable(YamlMapping variable) {
        if (Fields.string(variable, "type").value().filter("datasource"::equals).isPresent()) {
            Fields.string(variable, "name").value().ifPresent(name -> Fields.string(variable, "query").value().ifPresent(kind -> sources.put(name, kind)));
        }
    }

    private void panels(YamlMapping around, Optional<String> source, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (String key : List.of("panels", "rows")) {
            for (YamlMapping panel : Fields.mappings(around, key)) {
                Optional<String> own = source(panel).or(() -> source);
                Fields.mappings(panel, "targets").forEach(target -> target(target, source(target).or(() -> own)));
                panels(panel, own, depth + 1);
            }
        }
    }

    /// The kind of data source a panel or query asks, such as `loki`; empty if it does not tell.
    private Optional<String> source(YamlMapping of) {
        Optional<YamlNode> given = of.get("datasource");
        if (given.isPresent() && given.get() instanceof YamlMapping reference) {
            return Fields.string(reference, "type").value().filter(kind -> !kind.isEmpty()).or(() -> Fields.string(reference, "uid").value().flatMap(this::kind));
        }
        return given.isPresent() && given.get() instanceof YamlScalar scalar && !scalar.isNull() ? kind(scalar.value()) : Optional.empty();
    }

    /// What a data source is by its name, where the name is a variable or tells it.
    private Optional<String> kind(String name) {
        String bare = name.startsWith("${") && name.endsWith("}") ? name.substring(2, name.length() - 1) : name.startsWith("$") ? name.substring(1) : name;
        String lower = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(sources.get(bare)).or(() -> lower.contains("loki") ? Optional.of("loki") : Optional.empty());
    }

    private void target(YamlMapping target, Optional<String> source) {
        if (source.filter(kind -> !kind.equals(PROMETHEUS) && !kind.equals("mixed") && !kind.equals("datasource")).isPresent()) {
            return;
        }
        target.get("expr").filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast)
                .filter(scalar -> !scalar.isNull() && !scalar.value().isBlank() && !LOGQL.matcher(scalar.value()).find() && expressions.isKnown(scalar.text()))
                .ifPresent(scalar -> {
                    GrafanaVariables.Masked masked = GrafanaVariables.mask(scalar.value());
                    queries.add(new Query(expressions.query(scalar.text().slice(scalar.text().span(), masked.text(), (replacement, at) -> Optional.of(replacement))), masked.filled()));
                });
    }
}
