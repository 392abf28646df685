package promc.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.source.EmbeddedText;

/// Takes off what stands before a program in a command line and only starts it: init processes of containers, changes of user, `env`, `exec`, and a shell whose script starts one program.
final class Wrappers {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "busybox");
    /// Options of init processes that take a value.
    private static final Set<String> VALUED = Set.of("-p", "-e", "-r", "--rewrite");
    private static final int MOST = 8;

    private Wrappers() {}

    /// Takes from the front of `argv` what is surely no part of the program's own command line. Where that is not sure, all is left as it is.
    static void unwrap(List<EmbeddedText> argv) {
        for (int i = 0; i < MOST && !argv.isEmpty(); i++) {
            Optional<List<EmbeddedText>> rest = rest(argv);
            if (rest.isEmpty()) {
                return;
            }
            List<EmbeddedText> left = List.copyOf(rest.get());
            argv.clear();
            argv.addAll(left);
        }
    }

    private static Optional<List<EmbeddedText>> rest(List<EmbeddedText> argv) {
        String first = argv.getFirst().text();
        String name = first.substring(first.lastIndexOf('/') + 1);
        return switch (name) {
            case "tini", "dumb-init", "catatonit" -> Optional.of(behindOptions(argv));
            case "exec", "nohup" -> Optional.of(argv.subList(1, argv.size()));
            case "su-exec", "gosu" -> argv.size() < 2 ? Optional.empty() : Optional.of(argv.subList(2, argv.size()));
            case "env" -> argv.size() > 1 && !argv.get(1).text().startsWith("-") ? Optional.of(behindAssignments(argv.subList(1, argv.size()))) : Optional.empty();
            default -> SHELLS.contains(name) ? script(argv).flatMap(ShellWords::command) : Optional.empty();
        };
    }

    private static List<EmbeddedText> behindOptions(List<EmbeddedText> argv) {
        int at = 1;
        while (at < argv.size() && argv.get(at).text().startsWith("-")) {
            String option = argv.get(at).text();
            at += VALUED.contains(option) ? 2 : 1;
            if (option.equals("--")) {
                break;
            }
        }
        return argv.subList(Math.min(at, argv.size()), argv.size());
    }

    static List<EmbeddedText> behindAssignments(List<EmbeddedText> words) {
        int at = 0;
        while (at < words.size() && words.get(at).text().matches("[A-Za-z_][A-Za-z0-9_]*=(?s).*")) {
            at++;
        }
        return words.subList(at, words.size());
    }

    /// What stands behind `-c`, alone or behind other options of one letter.
    private static Optional<EmbeddedText> script(List<EmbeddedText> argv) {
        for (int i = 1; i + 1 < argv.size(); i++) {
            String word = argv.get(i).text();
            if (word.matches("-[a-z]*c")) {
                return Optional.of(argv.get(i + 1));
            }
            if (!word.startsWith("-") && !word.equals("pipefail") && !word.equals("sh")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
