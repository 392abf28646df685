package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.model.ThanosStack.Pairing;

/// A `--query.replica-label` that no Prometheus behind a Thanos Query has as an external label. Nothing is folded by it, so that series of replicas are returned, and summed, once for each.
public final class DedupLabelNotExternal implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/dedup-label-not-external", Severity.WARNING, "Replicas are to be folded by a label that none of the servers has");
    private static final String FLAG = "query.replica-label";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        for (ServerProcess query : stack.components("query")) {
            List<Pairing> behind = stack.pairings().stream().filter(pairing -> ThanosStack.together(pairing.sidecar(), query)).toList();
            // All that may have labels of their own must be in sight.
            boolean all = behind.size() > 1 && behind.size() == stack.components("sidecar").stream().filter(sidecar -> ThanosStack.together(sidecar, query)).count()
                    && stack.components().stream().noneMatch(process -> (process.runs("thanos receive") || process.runs("thanos rule")) && ThanosStack.together(process, query))
                    && behind.stream().allMatch(pairing -> pairing.server().filter(server -> !server.file().template()).isPresent());
            if (!all) {
                continue;
            }
            Set<String> names = new TreeSet<>();
            behind.forEach(pairing -> pairing.server().orElseThrow().config().externalLabels().forEach(label -> names.add(label.name())));
            for (Flag flag : query.flags().flags()) {
                Optional<Value> value = flag.name().equals(FLAG) ? flag.value().filter(known -> !known.unknown()) : Optional.empty();
                if (value.isPresent() && !names.isEmpty() && !names.contains(value.get().value())) {
                    Pairing first = behind.getFirst();
                    context.report(flag.text().file(), flag.span(), "none of the servers behind " + query.what() + " has the external label `" + value.get().value() + "`, so nothing is folded by it; they have `"
                                    + String.join("`, `", names) + "`").note(first.prometheus().file(), first.prometheus().place(), "one of the servers");
                }
            }
        }
    }
}
