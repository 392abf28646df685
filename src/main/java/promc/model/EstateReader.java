package promc.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import promc.source.SourceFile;

/// Makes an estate of files: reads each, says what it is, and orders them by path.
public final class EstateReader {
    /// Fewer files than this are read faster by one thread than a second one starts.
    private static final int PARALLEL_FROM = 8;

    private EstateReader() {}

    /// An estate whose files are analysed project by project: `project` says of a file's path which one it belongs to.
    public static Estate read(Collection<SourceFile> files, UnaryOperator<String> project) {
        Map<String, List<SourceFile>> parts = new TreeMap<>();
        files.forEach(file -> parts.computeIfAbsent(project.apply(file.path()), key -> new ArrayList<>()).add(file));
        return parts.size() < 2 ? read(files) : Estate.of(parts.values().stream().map(EstateReader::read).toList());
    }

    public static Estate read(Collection<SourceFile> files) {
        Expressions expressions = new Expressions();
        Stream<SourceFile> stream = files.size() >= PARALLEL_FROM ? files.parallelStream() : files.stream();
        List<EstateFile> read = stream.map(file -> Recogniser.read(file, expressions))
                .sorted((a, b) -> a.source().path().compareTo(b.source().path())).toList();
        return TargetFiles.named(ForeignFiles.left(ComposeProjects.resolved(new Estate(read), expressions)));
    }
}
