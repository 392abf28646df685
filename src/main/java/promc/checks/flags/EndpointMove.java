package promc.checks.flags;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.model.ServerFlags;
import promc.source.SourceFile;
import promc.source.Span;

/// Moves the endpoints that Thanos Query asks from flags of their own into `--endpoint.sd-config` (`cmd/thanos/endpointset.go`: each has an `address`, and may be `strict` or a `group`).
final class EndpointMove {
    /// What each flag says of its endpoint besides the address.
    private static final Map<String, String> SETTINGS = Map.of("endpoint", "", "endpoint-strict", ", strict: true", "endpoint-group", ", group: true", "endpoint-group-strict", ", group: true, strict: true");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9_.:+/-]+");

    private EndpointMove() {}

    static boolean is(String name) {
        return SETTINGS.containsKey(name);
    }

    /// Empty where an address is filled in, or a flag is not an item of its own of a block list.
    static Optional<Fix> of(ServerFlags flags) {
        List<Flag> moved = flags.flags().stream().filter(flag -> is(flag.name())).toList();
        List<String> endpoints = new ArrayList<>();
        List<TextEdit> edits = new ArrayList<>();
        for (Flag flag : moved) {
            Optional<String> address = flag.value().filter(value -> !value.unknown() && value.text() == flag.text()).map(Value::value).filter(value -> ADDRESS.matcher(value).matches());
            Optional<TextEdit> removal = FlagEdits.removal(flags, flag);
            if (address.isEmpty() || removal.isEmpty() || !isItem(flag) || FlagEdits.written(flag.text()).of(flag.text().file().text()).indexOf('$') >= 0) {
                return Optional.empty();
            }
            endpoints.add("{address: \"" + address.get() + "\"" + SETTINGS.get(flag.name()) + "}");
            edits.add(removal.get());
        }
        if (flags.flag("endpoint.sd-config").isPresent() || flags.flag("endpoint.sd-config-file").isPresent()) {
            return Optional.empty();
        }
        edits.set(0, new TextEdit(moved.getFirst().text().file(), FlagEdits.written(moved.getFirst().text()), "'--endpoint.sd-config={endpoints: [" + String.join(", ", endpoints) + "]}'"));
        return Optional.of(new Fix("Write `--endpoint.sd-config`", Applicability.UNSAFE, edits));
    }

    private static boolean isItem(Flag flag) {
        SourceFile file = flag.text().file();
        Span span = FlagEdits.written(flag.text());
        int line = file.line(span.start());
        return file.text().substring(file.lineStart(line), span.start()).strip().equals("-") && file.text().substring(span.end(), Math.max(span.end(), file.lineSpan(line).end())).isBlank();
    }
}
