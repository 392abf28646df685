package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import promc.lint.CheckInfo;

/// `promc completion`.
final class CompletionCommand implements Command {
    private enum Shell { BASH, ZSH, FISH }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(CommandName.COMPLETION, "Prints the completion script for a shell.", "");
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true).type(String.class).paramLabel("SHELL")
                .completionCandidates(Specs.words(Shell.class)).description("bash, zsh or fish").build());
        spec.usageMessage().footer("", "Examples:", "  source <(promc completion bash)                              in ~/.bashrc",
                "  source <(promc completion zsh)                               in ~/.zshrc, after compinit",
                "  promc completion fish > ~/.config/fish/completions/promc.fish");
        return spec;
    }

    @Override
    public int run(Arguments given, Session session) throws IOException, UsageException {
        Shell shell = Specs.constant("SHELL", given.positional(), Shell.class);
        Writer out = session.output();
        out.append(switch (shell) {
            case BASH -> bash();
            // The script is bash's; picocli's has the bridge for zsh at its head, which must be loaded first.
            case ZSH -> "autoload -U +X bashcompinit && bashcompinit\n" + bash();
            case FISH -> fish(session.infos());
        });
        out.flush();
        return ExitCode.OK;
    }

    private static String bash() {
        CommandSpec root = CommandSpec.create().name(Main.NAME);
        for (CommandName name : CommandName.values()) {
            root.addSubcommand(name.word(), name.create().spec());
        }
        return AutoComplete.bash(Main.NAME, Main.configured(root));
    }

    private static String fish(List<CheckInfo> checks) {
        StringBuilder script = new StringBuilder("# fish completion of promc\n");
        for (CommandName name : CommandName.values()) {
            boolean files = name == CommandName.CHECK || name == CommandName.FIX || name == CommandName.FORMAT || name == CommandName.INIT;
            String here = "complete -c promc -n '__fish_seen_subcommand_from " + name.word() + "'";
            script.append("complete -c promc -n __fish_use_subcommand -f -a ").append(name.word()).append(" -d ").append(quoted(name.summary())).append('\n');
            if (!files) {
                script.append(here).append(" -f\n");
            }
            for (OptionSpec option : name.create().spec().options()) {
                script.append(here);
                for (String word : option.names()) {
                    script.append(word.startsWith("--") ? " -l " + word.substring(2) : " -s " + word.substring(1));
                }
                if (option.completionCandidates() != null) {
                    script.append(" -x -a ").append(quoted(String.join(" ", option.completionCandidates())));
                } else if (option.arity().min() > 0) {
                    script.append(" -r");
                }
                script.append(" -d ").append(quoted(String.join(" ", option.description()))).append('\n');
            }
        }
        script.append("complete -c promc -n '__fish_seen_subcommand_from completion' -f -a ").append(quoted(String.join(" ", Specs.words(Shell.class))))
                .append('\n');
        for (CheckInfo check : checks) {
            script.append("complete -c promc -n '__fish_seen_subcommand_from explain' -f -a ").append(check.id()).append(" -d ")
                    .append(quoted(check.summary())).append('\n');
        }
        return script.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
