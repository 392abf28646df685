package promc.model;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import promc.source.SourceFile;

/// Makes an estate of files: reads each, says what it is, and orders them by path.
public final class EstateReader {
    /// Fewer files than this are read faster by one thread than a second one starts.
    private static final int PARALLEL_FROM = 8;

    private EstateReader() {}

    public static Estate read(Collection<SourceFile> files) {
        Expressions expressions = new Expressions();
        Stream<SourceFile> stream = files.size() >= PARALLEL_FROM ? files.parallelStream() : files.stream();
        List<EstateFile> read = stream.map(file -> Recogniser.read(file, expressions))
                .sorted((a, b) -> a.source().path().compareTo(b.source().path())).toList();
        return TargetFiles.named(ComposeProjects.resolved(new Estate(read), expressions));
    }
}
