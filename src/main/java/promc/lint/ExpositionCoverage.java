package promc.lint;

import java.util.List;
import promc.exposition.ExpositionLine;
import promc.exposition.ExpositionLine.Metadata;
import promc.exposition.ExpositionLine.Sample;
import promc.model.ExpositionFile;
import promc.source.Span;

/// What a comment in an exposition covers: the metric whose metadata follows it, with its samples, or the one sample that follows.
final class ExpositionCoverage implements Suppressions.Coverage {
    private final ExpositionFile file;

    ExpositionCoverage(ExpositionFile file) {
        this.file = file;
    }

    /// The comments of an exposition.
    static List<Span> comments(ExpositionFile file) {
        return file.exposition().lines().stream().filter(ExpositionLine.Comment.class::isInstance).map(ExpositionLine::span).toList();
    }

    @Override
    public Span of(Span comment) {
        List<ExpositionLine> following = file.exposition().lines().stream()
                .filter(line -> line.span().start() > comment.start() && !(line instanceof ExpositionLine.Comment)).toList();
        if (following.isEmpty()) {
            return comment;
        }
        Span covered = following.getFirst().span();
        if (following.getFirst() instanceof Metadata first) {
            for (ExpositionLine line : following) {
                boolean same = line instanceof Metadata metadata ? metadata.name().equals(first.name())
                        : line instanceof Sample sample ? sample.name().startsWith(first.name()) : line instanceof ExpositionLine.Fault;
                if (!same) {
                    break;
                }
                covered = covered.cover(line.span());
            }
        }
        return covered;
    }
}
