package promc.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import promc.checks.Checks;
import promc.lint.Check;
import promc.report.Tool;
import promc.source.Nearest;

/// promc's entry: finds the command, parses its options, runs it, and answers for what goes wrong.
public final class Main {
    static final String NAME = Tool.NAME;

    private Main() {}

    /// Runs promc as a process of its own.
    public static void main(String[] args) {
        StandardOutput sink = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(sink, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(args, new FileInputStream(FileDescriptor.in), out, err);
        out.flush();
        Optional<IOException> failure = sink.failure();
        if (failure.isPresent()) {
            err.println(NAME + ": cannot write standard output: " + Reasons.of(failure.get()));
            code = Math.max(code, ExitCode.USAGE);
        }
        System.exit(code);
    }

    /// Runs one command line in this process and returns its exit code: 0 nothing found, 1 findings, 2 wrong usage or unreadable input, 3 a defect of promc.
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return run(args, in, out, err, Environment.ofProcess(), Checks.ALL);
    }

    /// The same with everything given.
    static int run(String[] args, InputStream in, PrintStream out, PrintStream err, Environment environment, List<Check> checks) {
        Session session = new Session(environment, in, out, err, checks);
        try {
            return dispatch(args, session);
        } catch (UsageException wrong) {
            session.tell(wrong.getMessage());
            return ExitCode.USAGE;
        } catch (IOException failed) {
            session.tell(Reasons.of(failed));
            return ExitCode.USAGE;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
            Throwable origin = defect.getCause() == null ? defect : defect.getCause(); // a parallel stream wraps what was thrown
            tellDefect(session, origin.getClass().getSimpleName() + (origin.getMessage() == null ? "" : ": " + origin.getMessage()), defect);
            return ExitCode.DEFECT;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /// Says in one line that promc itself failed; the stack trace only where PROMC_DEBUG asks for it.
    static void tellDefect(Session session, String what, Throwable cause) {
        boolean debug = session.environment().variable("PROMC_DEBUG").isPresent();
        session.tell("a defect of promc, please report it: " + what.lines().findFirst().orElse("") + (debug ? "" : " (PROMC_DEBUG=1 shows where)"));
        if (debug) {
            cause.printStackTrace(session.err());
        }
    }

    private static int dispatch(String[] args, Session session) throws IOException, UsageException {
        if (args.length == 0) {
            usage(root(), session.err());
            return ExitCode.USAGE;
        }
        Optional<CommandName> name = CommandName.of(args[0]);
        if (name.isPresent()) {
            return command(name.get(), args, session);
        }
        Optional<CommandName> asked = args[0].equals("help") && args.length > 1 ? CommandName.of(args[1]) : Optional.empty();
        if (asked.isPresent()) {
            usage(configured(asked.get().create().spec().name(NAME + " " + asked.get().word())), session.out());
            return ExitCode.OK;
        }
        return switch (args[0]) {
            case "--version", "-V", "version" -> {
                session.out().println(NAME + " " + Tool.VERSION);
                yield ExitCode.OK;
            }
            case "--help", "-h", "help" -> {
                usage(root(), session.out());
                yield ExitCode.OK;
            }
            default -> throw noCommand(args[0], session);
        };
    }

    private static int command(CommandName name, String[] args, Session session) throws IOException, UsageException {
        Command command = name.create();
        List<String> given = List.of(args).subList(1, args.length);
        if (command.takesPaths() && given.stream().noneMatch(arg -> arg.startsWith("-") || arg.startsWith("@"))) {
            return command.run(Arguments.plain(given), session);
        }
        // Its own spec, not a subcommand of promc's: picocli sets up its converters once for each, which is a tenth of a cold run.
        CommandLine line = configured(command.spec().name(NAME + " " + name.word()));
        ParseResult parsed;
        try {
            parsed = line.parseArgs(attached(given, line.getCommandSpec()));
        } catch (ParameterException wrong) {
            session.tell(message(wrong));
            session.tell("`" + NAME + " " + name.word() + " --help` shows what it takes");
            return ExitCode.USAGE;
        }
        if (parsed.isUsageHelpRequested()) {
            usage(line, session.out());
            return ExitCode.OK;
        }
        return command.run(Arguments.of(parsed), session);
    }

    /// An option whose value may be left out has it behind `=`. picocli would also take the path that follows for it, and would take a value that looks like an option for
    /// one; a second `=`, which [Arguments#optional] leaves out again, keeps it from both.
    private static String[] attached(List<String> given, CommandSpec spec) {
        String[] args = given.toArray(String[]::new);
        for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
            int equals = args[i].indexOf('=');
            String name = equals < 0 ? args[i] : args[i].substring(0, equals);
            OptionSpec option = spec.findOption(name);
            if (option != null && option.arity().min() == 0 && option.arity().max() == 1) {
                args[i] = name + "==" + (equals < 0 ? "" : args[i].substring(equals + 1));
            }
        }
        return args;
    }

    private static String message(ParameterException wrong) {
        String hint = wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean `" + unmatched.getSuggestions().getFirst() + "`?" : "";
        String message = wrong.getMessage().lines().findFirst().orElse("wrong usage");
        return Character.toLowerCase(message.charAt(0)) + message.substring(1) + hint;
    }

    private static UsageException noCommand(String word, Session session) {
        if (word.startsWith("-")) {
            return new UsageException("`" + word + "` stands before a command; `promc --help` shows them");
        }
        if (exists(word, session)) {
            return new UsageException("`" + word + "` is no command; to check that file or folder: promc check " + word);
        }
        return new UsageException("`" + word + "` is no command" + Nearest.to(word, CommandName.words())
                .map(nearest -> "; did you mean `" + nearest + "`?").orElse("; `promc --help` shows them"));
    }

    private static boolean exists(String word, Session session) {
        try {
            return Files.exists(session.environment().resolve(Path.of(word)));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    /// All commands by name and summary, for the help alone.
    private static CommandLine root() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage().description("A static linter for Prometheus estates: rules, configurations, compose files. It never needs a server.")
                .customSynopsis(NAME + " COMMAND [OPTION...]", "       " + NAME + " --version | --help").commandListHeading("%nCommands:%n").width(120)
                .footer("", "`promc COMMAND --help` shows the options of a command, with examples.");
        for (CommandName name : CommandName.values()) {
            CommandSpec stub = CommandSpec.create();
            stub.usageMessage().description(name.summary());
            spec.addSubcommand(name.word(), stub);
        }
        return configured(spec);
    }

    static CommandLine configured(CommandSpec spec) {
        CommandLine line = new CommandLine(spec);
        line.setExpandAtFiles(false); // a path may start with @
        line.setInterpolateVariables(false);
        line.setAbbreviatedOptionsAllowed(false);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        return line;
    }

    private static void usage(CommandLine line, PrintStream out) {
        byte[] text = line.getUsageMessage(Ansi.OFF).getBytes(StandardCharsets.UTF_8);
        out.write(text, 0, text.length);
    }
}
