package promc.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import promc.model.Server.Link;
import promc.model.Server.RuleLink;
import promc.model.Server.Run;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.promql.PromDuration;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// The rulers of Thanos, as servers: `thanos rule` has no configuration, but flags that say which rules it loads (`--rule-file`), how often it evaluates them (`--eval-interval`) and with which external labels (`--label`); what it
/// reads is at its queriers. Those that prometheus-operator runs are [OperatorServers]: it mounts what a ThanosRuler selects.
final class ThanosRulers {
    /// Of `--eval-interval` (`cmd/thanos/rule.go`).
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    private ThanosRulers() {}

    static List<Server> find(Estate estate) {
        List<ServerProcess> rulers = estate.processes().stream().filter(process -> process.runs("thanos rule") && process.told() && !(process.origin() instanceof ServerProcess.Origin.Operator)).toList();
        if (rulers.isEmpty()) {
            return List.of();
        }
        Map<String, EstateFile> files = new HashMap<>();
        estate.files().forEach(file -> files.put(file.source().path(), file));
        EstatePaths paths = new EstatePaths(estate.files());
        List<Server> servers = new ArrayList<>();
        for (ServerProcess process : rulers) {
            EstateFile file = files.get(process.file().path());
            if (file != null && !file.template()) {
                servers.add(new Server(Optional.of(new Run(process, "")), file, config(process, file), List.of(), rules(process, new ContainerFiles(paths, Optional.of(process))), List.of(), List.of()));
            }
        }
        return servers;
    }

    private static List<RuleLink> rules(ServerProcess process, ContainerFiles seen) {
        List<RuleLink> links = new ArrayList<>();
        for (Flag flag : process.flags().flags()) {
            if (flag.name().equals("rule-file") && flag.value().isPresent()) {
                Value value = flag.value().get();
                boolean known = !value.unknown() && value.value().startsWith("/");
                String path = known ? EstatePaths.resolve("/", value.value()) : value.value();
                List<EstateFile> files = known ? seen.at(path) : List.of();
                Link link = new Link(scalar(process, place(process, flag), value.value()), path, !known || seen.isMounted(path), known ? seen.hostPath(path) : Optional.empty(), files, List.of());
                links.add(new RuleLink(link, files.stream().flatMap(file -> file.views(RuleFile.class)).toList()));
            }
        }
        return links;
    }

    private static PrometheusConfig config(ServerProcess process, EstateFile file) {
        YamlMapping root = new YamlMapping(process.place(), List.of(), false, Optional.empty());
        return new PrometheusConfig(process.flags().file(), file.yaml(), root, new Field.Absent<>(process.place()), interval(process), labels(process), List.of(), List.of(), List.of(), List.of());
    }

    private static Field<Duration> interval(ServerProcess process) {
        Optional<Flag> flag = process.flags().flag("eval-interval");
        Span place = flag.map(known -> place(process, known)).orElse(process.place());
        if (flag.isEmpty() && process.flags().isClosed()) {
            return new Field.Present<>(DEFAULT_INTERVAL, scalar(process, place, "1m"));
        }
        String text = process.flags().value("eval-interval").orElse("");
        OptionalLong millis = PromDuration.parseMillis(text);
        YamlScalar written = scalar(process, place, text);
        return millis.isPresent() ? new Field.Present<>(Duration.ofMillis(millis.getAsLong()), written) : new Field.Invalid<>(written, "no duration");
    }

    /// `--label='name="value"'`.
    private static List<Pair> labels(ServerProcess process) {
        List<Pair> labels = new ArrayList<>();
        for (Flag flag : process.flags().flags()) {
            String text = flag.name().equals("label") ? flag.value().map(Value::value).orElse("") : "";
            int equals = text.indexOf('=');
            if (equals > 0) {
                String value = text.substring(equals + 1).replaceAll("^\"|\"$", "");
                YamlScalar written = scalar(process, place(process, flag), value);
                labels.add(new Pair(scalar(process, place(process, flag), text.substring(0, equals)), new Field.Present<>(written, written)));
            }
        }
        return labels;
    }

    /// A file of variables may hold a flag; then the process stands for it.
    private static Span place(ServerProcess process, Flag flag) {
        return flag.text().file() == process.file() ? flag.span() : process.place();
    }

    /// What a flag says, as if a file had it; nothing can be written there.
    private static YamlScalar scalar(ServerProcess process, Span place, String text) {
        int[] from = new int[text.length()];
        int[] to = new int[text.length()];
        Arrays.fill(from, place.start());
        Arrays.fill(to, place.end());
        EmbeddedText made = EmbeddedText.whole(process.file()).decoded(text, from, to, place.start(), (replacement, at) -> Optional.empty());
        return new YamlScalar(place, Style.DOUBLE_QUOTED, made, Optional.empty());
    }
}
