package promc.checks.thanos;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;
import promc.model.ThanosStack;

/// A compactor that merges replicas by other labels than those by which queries fold them. What the one takes for one series the other has twice.
public final class ReplicaLabelMismatch implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/replica-label-mismatch", Severity.WARNING, "The compactor and Thanos Query fold replicas by different labels");
    private static final String COMPACT = "deduplication.replica-label";
    private static final String QUERY = "query.replica-label";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        for (ServerProcess compactor : stack.components("compact")) {
            Optional<Set<String>> merged = ThanosStack.all(compactor, COMPACT).filter(labels -> !labels.isEmpty());
            if (merged.isEmpty() || !ThanosStack.isClosed(compactor)) {
                continue;
            }
            for (ServerProcess query : stack.components("query")) {
                Optional<Set<String>> folded = ThanosStack.all(query, QUERY);
                if (folded.isPresent() && ThanosStack.isClosed(query) && ThanosStack.together(query, compactor)) {
                    Set<String> lacking = new TreeSet<>(merged.get());
                    lacking.removeAll(folded.get());
                    if (!lacking.isEmpty()) {
                        Flag flag = compactor.flags().flag(COMPACT).orElseThrow();
                        context.report(flag.text().file(), flag.span(), "replicas are merged in the bucket by `" + String.join("`, `", lacking) + "`, but " + query.what() + " does not fold them by "
                                        + (lacking.size() == 1 ? "that label" : "those labels") + ": what is not merged yet it returns once for each replica")
                                .note(query.file(), ThanosStack.place(query, QUERY), folded.get().isEmpty() ? "it has no `--" + QUERY + "`" : "the labels by which queries fold");
                    }
                }
            }
        }
    }
}
