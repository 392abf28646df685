package promc.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/// What a command line gives a command. Most runs, hooks above all, give paths and nothing else; setting up picocli for them would cost a fifth of a short run.
record Arguments(Optional<ParseResult> parsed, List<String> positionals) {
    /// Arguments without any option.
    static Arguments plain(List<String> positionals) {
        return new Arguments(Optional.empty(), positionals);
    }

    static Arguments of(ParseResult parsed) {
        Object given = parsed.matchedPositionalValue(0, (Object) List.of());
        List<String> positionals = given instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of(String.valueOf(given));
        return new Arguments(Optional.of(parsed), positionals);
    }

    boolean has(String option) {
        return parsed.isPresent() && parsed.get().matchedOptionValue(option, Boolean.FALSE);
    }

    Optional<String> text(String option) {
        return parsed.map(result -> result.matchedOptionValue(option, (String) null));
    }

    /// The value of an option whose value may be left out: empty text if it was, nothing without the option.
    Optional<String> optional(String option) {
        Optional<String> value = text(option);
        return value.isEmpty() ? value : Optional.of(value.get().substring(1)); // see Main.attached
    }

    List<String> texts(String option) {
        return parsed.isPresent() ? parsed.get().matchedOptionValue(option, List.of()) : List.of();
    }

    /// The only positional, or nothing for none.
    String positional() {
        return positionals.isEmpty() ? "" : positionals.getFirst();
    }

    /// The constant an option names, by its word in lower case.
    <E extends Enum<E>> E constant(String option, E byDefault) throws UsageException {
        Optional<String> word = text(option);
        return word.isEmpty() ? byDefault : Specs.constant(option, word.get(), byDefault.getDeclaringClass());
    }
}
