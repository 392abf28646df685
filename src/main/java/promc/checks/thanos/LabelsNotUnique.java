package promc.checks.thanos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Pair;
import promc.model.Server;
import promc.model.ThanosStack;
import promc.model.ThanosStack.Pairing;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// Two Prometheus servers with sidecars whose external labels are the same. Blocks of both are then one stream to the compactor, which halts where they overlap, and series of both are one to queries.
public final class LabelsNotUnique implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/labels-not-unique", Severity.ERROR, "Two Prometheus servers whose blocks go to one place have the same external labels");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        List<Pairing> pairings = estate.thanos().pairings();
        for (int i = 1; i < pairings.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (together(pairings.get(i), pairings.get(j), estate) && compare(pairings.get(i), pairings.get(j), context)) {
                    break;
                }
            }
        }
    }

    /// True if blocks of both go to one bucket, or both belong to one project.
    private static boolean together(Pairing one, Pairing other, Estate estate) {
        if (one.sidecar() == other.sidecar() || one.prometheus() == other.prometheus()) {
            return false;
        }
        Optional<String> first = estate.thanos().store(one.sidecar()).flatMap(ThanosStack::identity);
        Optional<String> second = estate.thanos().store(other.sidecar()).flatMap(ThanosStack::identity);
        if (ThanosStack.together(one.sidecar(), other.sidecar())) {
            return first.isEmpty() || second.isEmpty() || first.equals(second);
        }
        // A copy of the same service in another file is another way to start it, and not a second one.
        boolean folder = first.filter(identity -> identity.startsWith("FILESYSTEM")).isPresent();
        return first.isPresent() && first.equals(second) && !folder && !one.prometheus().name().equals(other.prometheus().name());
    }

    private static boolean compare(Pairing one, Pairing other, Context context) {
        Optional<Map<String, String>> labels = one.server().flatMap(LabelsNotUnique::labels);
        if (labels.isEmpty() || !labels.equals(other.server().flatMap(LabelsNotUnique::labels))) {
            return false;
        }
        Server server = one.server().orElseThrow();
        Span place = server.config().externalLabels().getFirst().key().span();
        boolean same = server.config() == other.server().orElseThrow().config();
        Draft draft = context.report(server.config().text().file(), place, (same ? "two servers load these labels" : "another server has the same external labels") + ", so that the compactor takes the blocks of both for one stream,"
                        + " and halts where they overlap: give each a label of its own, such as `replica`")
                .note(one.prometheus().file(), one.prometheus().place(), one.prometheus().what() + " has them")
                .note(other.prometheus().file(), other.prometheus().place(), other.prometheus().what() + " has them, too");
        if (!same) {
            draft.note(other.server().get().config().text().file(), other.server().get().config().externalLabels().getFirst().key().span(), "the same labels");
        }
        return true;
    }

    /// All labels as they are written; empty if there are none, or something fills one in.
    private static Optional<Map<String, String>> labels(Server server) {
        Map<String, String> labels = new TreeMap<>();
        for (Pair pair : server.config().externalLabels()) {
            Optional<String> value = pair.value().value().map(YamlScalar::value).filter(text -> text.indexOf('$') < 0 && !text.contains("{{"));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            labels.put(pair.name(), value.get());
        }
        return labels.isEmpty() || server.file().template() ? Optional.empty() : Optional.of(labels);
    }
}
