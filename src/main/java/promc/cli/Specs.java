package promc.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import promc.source.Nearest;

/// Small pieces that command specs are built from.
final class Specs {
    private Specs() {}

    static CommandSpec command(CommandName name, String... description) {
        CommandSpec spec = CommandSpec.create();
        spec.interpolateVariables(false); // descriptions of options are what they say: a percent sign in them starts no format
        spec.usageMessage().description(description).sortOptions(false).width(120).abbreviateSynopsis(true);
        spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).type(boolean.class).description("Show this help and exit").order(1000).build());
        spec.name(name.word());
        return spec;
    }

    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length)).type(boolean.class).arity("0").description(description).build();
    }

    static OptionSpec value(String label, String description, String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length)).type(String.class).paramLabel(label).description(description).build();
    }

    /// Its value may be left out; [Arguments#optional] reads it.
    static OptionSpec changed() {
        return OptionSpec.builder(Changes.OPTION).type(String.class).arity("0..1").paramLabel("REF").description("Only what was changed since this branch left"
                + " REF: findings on changed lines and in changed rules. Without REF: since it left the branch that it is to go into").build();
    }

    /// A value out of a few words.
    static OptionSpec choice(List<String> words, String description, String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length)).type(String.class).paramLabel(String.join("|", words))
                .completionCandidates(words).description(description).build();
    }

    /// An option that may be given several times; commas separate values where `commas` is true.
    static OptionSpec repeated(String label, String description, boolean commas, String... names) {
        OptionSpec.Builder builder = OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length)).type(List.class).auxiliaryTypes(String.class)
                .paramLabel(label).description(description);
        return (commas ? builder.splitRegex(",") : builder).build();
    }

    static PositionalParamSpec paths() {
        return PositionalParamSpec.builder().index("0..*").arity("0..*").type(List.class).auxiliaryTypes(String.class).paramLabel("PATH")
                .description("Files, folders or globs; the working folder if there is none").build();
    }

    static <E extends Enum<E>> E constant(String option, String word, Class<E> type) throws UsageException {
        List<String> words = words(type);
        int index = words.indexOf(word);
        if (index < 0) {
            throw new UsageException("`" + word + "` is no value of " + option + "; it takes " + String.join(", ", words)
                    + Nearest.to(word, words).map(nearest -> " (did you mean `" + nearest + "`?)").orElse(""));
        }
        return type.getEnumConstants()[index];
    }

    static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    }
}
