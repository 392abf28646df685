package promc.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command of promc.
interface Command {
    /// Its options and help. Built by hand: no annotation is looked for by reflection when promc starts.
    CommandSpec spec();

    /// Runs it and returns the exit code. `parsed` is what was found of [#spec()] on the command line.
    int run(ParseResult parsed, Session session) throws IOException, UsageException;
}
