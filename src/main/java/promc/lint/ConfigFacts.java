package promc.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import promc.analysis.LeafSetting;
import promc.analysis.ServerDefaults;
import promc.analysis.Why;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.model.InventoryReader;
import promc.source.Location;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.SourceReader;
import promc.source.Span;

/// What a configuration tells about the database and what is wanted of it: its keys `inventory`, `budgets`, `defaults` and `federation`. `files` are those that `inventory` names; `inventory` is what stands in
/// the configuration itself and, once [#load] was asked, what these files tell.
public record ConfigFacts(List<Named> files, Inventory inventory, Budgets budgets, ServerDefaults defaults, Leaves leaves) {
    /// Nothing is told.
    public static final ConfigFacts NONE = new ConfigFacts(List.of(), Inventory.NONE, Budgets.NONE, ServerDefaults.NONE, Leaves.NONE);

    public ConfigFacts {
        files = List.copyOf(files);
    }

    /// A file that the configuration names, counted from its folder; `place` is where it does so.
    public record Named(String path, Span place) {}

    /// The configurations that `federation.leaves` names; `settings` is what they tell, once [#load] was asked.
    public record Leaves(List<NamedLeaf> named, List<LeafSetting> settings) {
        public static final Leaves NONE = new Leaves(List.of(), List.of());

        public Leaves {
            named = List.copyOf(named);
            settings = List.copyOf(settings);
        }
    }

    /// One entry of `federation.leaves`: the address or job, the configurations that it is said to lead to, and where that stands.
    public record NamedLeaf(String key, List<Named> configs, Why why) {
        public NamedLeaf {
            configs = List.copyOf(configs);
        }
    }

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
        List<LeafSetting> settings = new ArrayList<>();
        for (NamedLeaf leaf : leaves.named) {
            List<String> configs = new ArrayList<>();
            leaf.configs.forEach(named -> config(named, open.apply(named.path), problems).ifPresent(configs::add));
            settings.add(new LeafSetting(leaf.key, configs, leaf.why));
        }
        return new Loaded(new ConfigFacts(files, Inventory.merge(List.of(inventory, reader.inventory())), budgets, defaults, new Leaves(leaves.named, settings)), problems);
    }

    /// True if it names files that are yet to be read.
    public boolean namesFiles() {
        return !files.isEmpty() || !leaves.named.isEmpty();
    }

    /// The path of a configuration as the estate has it.
    private static Optional<String> config(Named named, SourceReader.Result result, List<Problem> problems) {
        Optional<String> problem = switch (result) {
            case SourceReader.Result.Text(SourceFile file) when EstateReader.read(List.of(file)).configs().findAny().isPresent() -> Optional.empty();
            case SourceReader.Result.Text(SourceFile file) -> Optional.of("`" + file.path() + "` is no configuration of Prometheus");
            case SourceReader.Result.NotText(String path, String reason) -> Optional.of("`" + path + "` " + reason);
            case SourceReader.Result.Failed(String path, String reason) -> Optional.of("`" + path + "` " + reason);
        };
        problem.ifPresent(message -> problems.add(new Problem(named.place, message)));
        return problem.isPresent() ? Optional.empty() : Optional.of(((SourceReader.Result.Text) result).file().path());
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
