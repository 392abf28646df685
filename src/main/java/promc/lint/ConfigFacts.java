package promc.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import promc.analysis.ServerDefaults;
import promc.model.Inventory;
import promc.model.InventoryReader;
import promc.source.Location;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.SourceReader;
import promc.source.Span;

/// What a configuration tells about the database and what is wanted of it: its keys `inventory`, `budgets` and `defaults`. `files` are those that `inventory` names; `inventory` is what stands in
/// the configuration itself and, once [#load] was asked, what these files tell.
public record ConfigFacts(List<Named> files, Inventory inventory, Budgets budgets, ServerDefaults defaults) {
    /// Nothing is told.
    public static final ConfigFacts NONE = new ConfigFacts(List.of(), Inventory.NONE, Budgets.NONE, ServerDefaults.NONE);

    public ConfigFacts {
        files = List.copyOf(files);
    }

    /// A file that the configuration names, counted from its folder; `place` is where it does so.
    public record Named(String path, Span place) {}

    /// The most series that there may be: in the result of one rule, of the rules of one group together, with one metric's name, of those that
    /// one federating job collects, and in all.
    public record Budgets(OptionalLong rule, OptionalLong group, OptionalLong metric, OptionalLong job, OptionalLong total) {
        public static final Budgets NONE = new Budgets(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /// These facts with the files read, and what is wrong with them at the places that name them. `open` reads a file by the path that the configuration has.
    public record Loaded(ConfigFacts facts, List<Problem> problems) {}

    public Loaded load(Function<String, SourceReader.Result> open) {
        List<Problem> problems = new ArrayList<>();
        InventoryReader reader = new InventoryReader();
        for (Named named : files) {
            read(open.apply(named.path), reader).forEach(message -> problems.add(new Problem(named.place, message)));
        }
        return new Loaded(new ConfigFacts(files, Inventory.merge(List.of(inventory, reader.inventory())), budgets, defaults), problems);
    }

    /// Adds a file to what `reader` has read; what is wrong with it, in sentences that name the file and the place in it.
    public static List<String> read(SourceReader.Result result, InventoryReader reader) {
        return switch (result) {
            case SourceReader.Result.Text(SourceFile file) -> reader.read(file).stream().map(problem -> sentence(file, problem)).toList();
            case SourceReader.Result.NotText(String path, String reason) -> List.of("`" + path + "` " + reason);
            case SourceReader.Result.Failed(String path, String reason) -> List.of("`" + path + "` " + reason);
        };
    }

    private static String sentence(SourceFile file, Problem problem) {
        Location place = file.location(problem.span().start());
        return "`" + file.path() + "`, line " + place.line() + ", column " + place.column() + ": " + problem.sentence();
    }
}
