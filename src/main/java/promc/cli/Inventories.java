package promc.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import promc.lint.ConfigFacts;
import promc.model.Inventory;
import promc.model.InventoryReader;
import promc.source.SourceReader;

/// `--inventory`: files that tell about the metrics of the database, for the run whatever its configurations name.
final class Inventories {
    private static final String OPTION = "--inventory";

    private Inventories() {}

    static void addTo(CommandSpec spec) {
        spec.addOption(Specs.repeated("FILE", "What is known about the metrics: an exposition, an answer of the Prometheus API as JSON, or the output of promtool tsdb analyze",
                true, OPTION));
    }

    /// What the files of the option tell together; empty if there are none.
    static Optional<Inventory> of(Arguments given, Session session) throws UsageException {
        List<String> files = given.texts(OPTION);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        InventoryReader reader = new InventoryReader();
        for (String file : files) {
            for (String problem : ConfigFacts.read(open(file, session.environment().resolve(Path.of("")), session), reader)) {
                throw new UsageException(problem);
            }
        }
        return Optional.of(reader.inventory());
    }

    /// Reads a file named by `path`, which counts from `folder`.
    static SourceReader.Result open(String path, Path folder, Session session) {
        try {
            Path file = folder.resolve(path).normalize();
            return SourceReader.read(file, session.environment().display(file));
        } catch (InvalidPathException noPath) {
            return new SourceReader.Result.Failed(path, "is no path");
        }
    }
}
