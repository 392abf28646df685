package promc.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/// One command of promc.
interface Command {
    /// Its options and help. Built by hand: no annotation is looked for by reflection when promc starts.
    CommandSpec spec();

    /// True if it takes any number of paths, so that a command line without options needs no parser.
    default boolean takesPaths() {
        return false;
    }

    /// Runs it and returns the exit code. `given` is what was found of [#spec()] on the command line.
    int run(Arguments given, Session session) throws IOException, UsageException;
}
