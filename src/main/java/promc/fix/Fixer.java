package promc.fix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import promc.fix.Fix.Applicability;
import promc.source.SourceFile;

/// Applies fixes in rounds until none is left to apply. In one round no two edits touch; what had to wait is proposed again for the new text. A fix after
/// which a file would read worse than before (see [Guard]) is refused and never tried again.
public final class Fixer {
    /// More rounds than any chain of fixes needs: reaching it means that two fixes undo each other.
    private static final int MAX_ROUNDS = 20;

    /// Proposes fixes for the files as they stand, in the order in which they shall be tried.
    @FunctionalInterface
    public interface Proposals {
        List<Fix> fixes(Map<String, SourceFile> files);
    }

    /// True if `after` still reads at least as well as `before`: no new YAML or PromQL error.
    @FunctionalInterface
    public interface Guard {
        boolean holds(SourceFile before, SourceFile after);
    }

    /// The files that changed by path, how many fixes were applied in how many rounds, and the titles of those refused.
    public record Result(Map<String, SourceFile> changed, int applied, int rounds, List<String> refused) {}

    private final Proposals proposals;
    private final Guard guard;
    private final Applicability atLeast;
    private final Set<String> refusedKeys = new HashSet<>();
    private final List<String> refused = new ArrayList<>();

    public Fixer(Proposals proposals, Guard guard, Applicability atLeast) {
        this.proposals = proposals;
        this.guard = guard;
        this.atLeast = atLeast;
    }

    public Result run(Map<String, SourceFile> files) {
        Map<String, SourceFile> current = new LinkedHashMap<>(files);
        int applied = 0;
        int rounds = 0;
        while (rounds < MAX_ROUNDS) {
            List<Fix> chosen = choose(proposals.fixes(Map.copyOf(current)));
            if (chosen.isEmpty()) {
                break;
            }
            rounds++;
            applied += apply(current, chosen);
        }
        Map<String, SourceFile> changed = new TreeMap<>();
        current.forEach((path, file) -> {
            if (!file.text().equals(files.get(path).text())) {
                changed.put(path, file);
            }
        });
        return new Result(changed, applied, rounds, List.copyOf(refused));
    }

    private List<Fix> choose(List<Fix> all) {
        List<Fix> chosen = new ArrayList<>();
        Map<String, List<TextEdit>> taken = new HashMap<>();
        for (Fix fix : all) {
            if (fix.applicability().compareTo(atLeast) < 0 || refusedKeys.contains(key(fix))) {
                continue;
            }
            boolean free = fix.edits().stream().allMatch(edit ->
                    taken.getOrDefault(edit.file().path(), List.of()).stream().noneMatch(edit::conflictsWith));
            if (free) {
                chosen.add(fix);
                fix.edits().forEach(edit -> taken.computeIfAbsent(edit.file().path(), p -> new ArrayList<>()).add(edit));
            }
        }
        return chosen;
    }

    /// Applies what can be applied together; how many that is.
    private int apply(Map<String, SourceFile> current, List<Fix> fixes) {
        int count = 0;
        for (List<Fix> together : byFiles(fixes)) {
            List<Fix> accepted = new ArrayList<>();
            accept(current, accepted, together);
            current.putAll(applied(current, accepted));
            count += accepted.size();
        }
        return count;
    }

    /// The fixes that have a file in common, directly or through others: what is wrong with one of them is no concern of the rest.
    private static List<List<Fix>> byFiles(List<Fix> fixes) {
        Map<String, List<Fix>> ofFile = new LinkedHashMap<>();
        for (Fix fix : fixes) {
            List<Fix> together = new ArrayList<>();
            for (TextEdit edit : fix.edits()) {
                List<Fix> others = ofFile.get(edit.file().path());
                if (others != null && others != together) {
                    together.addAll(others);
                    ofFile.replaceAll((path, group) -> group == others ? together : group);
                }
                ofFile.put(edit.file().path(), together);
            }
            together.add(fix);
        }
        Set<List<Fix>> groups = Collections.newSetFromMap(new IdentityHashMap<>());
        return ofFile.values().stream().filter(groups::add).toList();
    }

    /// Adds to `accepted` those of `fixes` that are sound together with it. Halving finds the few offenders among many fixes. What is sound alone and only not beside the others
    /// waits for the next round.
    private void accept(Map<String, SourceFile> current, List<Fix> accepted, List<Fix> fixes) {
        List<Fix> all = new ArrayList<>(accepted);
        all.addAll(fixes);
        if (sound(current, applied(current, all))) {
            accepted.addAll(fixes);
        } else if (fixes.size() > 1) {
            accept(current, accepted, fixes.subList(0, fixes.size() / 2));
            accept(current, accepted, fixes.subList(fixes.size() / 2, fixes.size()));
        } else if (accepted.isEmpty() || !sound(current, applied(current, fixes))) {
            refusedKeys.add(key(fixes.getFirst()));
            refused.add(fixes.getFirst().title());
        }
    }

    private boolean sound(Map<String, SourceFile> before, Map<String, SourceFile> after) {
        return after.entrySet().stream().allMatch(entry -> guard.holds(before.get(entry.getKey()), entry.getValue()));
    }

    private static Map<String, SourceFile> applied(Map<String, SourceFile> files, List<Fix> fixes) {
        Map<String, List<TextEdit>> byFile = new LinkedHashMap<>();
        fixes.forEach(fix -> fix.edits().forEach(edit -> byFile.computeIfAbsent(edit.file().path(), p -> new ArrayList<>()).add(edit)));
        Map<String, SourceFile> changed = new LinkedHashMap<>();
        byFile.forEach((path, edits) -> {
            SourceFile file = files.get(path);
            changed.put(path, file.withText(Edits.apply(file.text(), edits)));
        });
        return changed;
    }

    /// The same fix proposed again for the same text: files and places may have moved, so what it replaces counts, not where.
    private static String key(Fix fix) {
        Function<TextEdit, String> one = edit -> edit.file().path() + '\0' + edit.span().of(edit.file().text()) + '\0' + edit.replacement();
        return fix.title() + '\0' + String.join("\0", fix.edits().stream().map(one).toList());
    }
}
