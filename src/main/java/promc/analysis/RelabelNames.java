package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import promc.regex.Answer;
import promc.regex.Decision;
import promc.regex.Language;

/// Which labels there may be besides the known ones: those whose name is in all the languages of one of the parts.
record RelabelNames(List<List<Language>> parts) {
    static final RelabelNames NONE = new RelabelNames(List.of());
    static final RelabelNames ANY = new RelabelNames(List.of(List.of()));
    /// With more parts than this any name is possible.
    private static final int MAX_PARTS = 8;
    /// Further constraints than this are left out: then more names are possible.
    private static final int MAX_CONSTRAINTS = 8;

    RelabelNames {
        parts = parts.size() > MAX_PARTS || parts.stream().anyMatch(List::isEmpty) ? List.of(List.of()) : List.copyOf(parts);
    }

    boolean isNone() {
        return parts.isEmpty();
    }

    boolean contains(String name) {
        return parts.stream().anyMatch(part -> part.stream().allMatch(language -> language.matches(name)));
    }

    /// Those of these names that are in `language`, too.
    RelabelNames within(Language language) {
        List<List<Language>> narrowed = new ArrayList<>();
        for (List<Language> part : parts) {
            List<Language> more = new ArrayList<>(part);
            if (part.size() < MAX_CONSTRAINTS) {
                more.add(language);
            }
            if (!(Decision.disjoint(more) instanceof Answer.Yes)) {
                narrowed.add(more);
            }
        }
        return new RelabelNames(narrowed);
    }

    RelabelNames plus(Language language) {
        List<List<Language>> more = new ArrayList<>(parts);
        more.add(List.of(language));
        return new RelabelNames(more);
    }

    RelabelNames or(RelabelNames other) {
        List<List<Language>> all = new ArrayList<>(parts);
        other.parts.stream().filter(part -> !all.contains(part)).forEach(all::add);
        return new RelabelNames(all);
    }
}
