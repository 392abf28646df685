package promc.checks.relabel;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.lint.Draft;
import promc.model.RelabelList;
import promc.model.RelabelRule;
import promc.model.ScrapeJob;
import promc.source.SourceFile;

/// What explains that a pattern matches nothing.
final class Evidence {
    /// More values than these are counted.
    private static final int MAX_LISTED = 4;

    private Evidence() {}

    static void add(Draft draft, RelabelTrace trace, Turn turn, Optional<ScrapeJob> job, SourceFile file) {
        RelabelRule rule = turn.rule();
        List<String> sources = rule.actionOrDefault().isOnNames() ? List.of() : rule.sourceLabels().value().orElse(List.of());
        if (turn.ignoresSeparator()) {
            draft.note(file, rule.sourceLabels().span(), "the values of these labels are joined with `" + rule.separatorOrDefault() + "` between them, which the pattern does not have");
            return;
        }
        for (String label : sources) {
            if (turn.isNever(label)) {
                Optional<RelabelRule> later = trace.list().rules().stream().filter(other -> other.targetLabel().value().filter(label::equals).isPresent()).findFirst();
                if (later.isPresent() && trace.list().rules().indexOf(later.get()) > trace.list().rules().indexOf(rule)) {
                    draft.note(file, later.get().targetLabel().span(), "`" + label + "` is set only here, by a later rule");
                } else {
                    turn.why(label).ifPresent(why -> why.elsewhere().ifPresent(text -> draft.note(text.file(), text.toFile(why.place()), why.reason().endsWith("may give it") ? "no target of this discovery has `" + label + "`" : "there is no `" + label + "`: " + why.reason())));
                }
                return;
            }
        }
        if (trace.list().subject() == RelabelList.Subject.SERIES) {
            job.filter(ScrapeJob::isFederation).flatMap(ScrapeJob::matchParam).ifPresent(match -> draft.note(file, match.span(), "only these series are collected"));
        }
        if (sources.size() == 1) {
            String label = sources.getFirst();
            turn.why(label).ifPresent(why -> why.elsewhere().ifPresent(text -> turn.values(label).ifPresentOrElse(
                    values -> draft.note(text.file(), text.toFile(why.place()), "`" + label + "` is " + listed(values) + " for every " + trace.list().subject().word()), () -> {
                        if (!job.map(ScrapeJob::name).map(name -> name.span()).equals(Optional.of(text.toFile(why.place())))) {
                            draft.note(text.file(), text.toFile(why.place()), "of `" + label + "`: " + why.reason());
                        }
                    })));
        }
    }

    private static String listed(SortedSet<String> values) {
        List<String> quoted = values.stream().limit(MAX_LISTED).map(value -> value.isEmpty() ? "absent" : "`" + value + "`").toList();
        String all = String.join(" or ", quoted);
        return values.size() > MAX_LISTED ? all + " or one of " + (values.size() - MAX_LISTED) + " others" : all;
    }
}
