package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Stray;
import promc.model.ServerFlags.Value;
import promc.source.EmbeddedText;
import promc.source.Span;

/// Takes a command line apart as kingpin does, which Prometheus, Thanos and Alertmanager share.
final class CommandLine {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");

    private CommandLine() {}

    /// The flags of a container's process; empty if it is no program promc knows, or hidden behind a shell script.
    static Optional<ServerFlags> of(EmbeddedText file, Span place, Optional<Image> image, Optional<List<EmbeddedText>> entrypoint,
            Optional<List<EmbeddedText>> command) {
        List<EmbeddedText> argv = new ArrayList<>();
        entrypoint.ifPresent(argv::addAll);
        command.ifPresent(argv::addAll);
        Wrappers.unwrap(argv);
        Optional<String> program = argv.isEmpty() || argv.getFirst().text().startsWith("-") ? Optional.empty() : program(argv.getFirst().text());
        if (program.isPresent()) {
            argv.removeFirst();
        } else if (!argv.isEmpty() && SHELLS.contains(baseName(argv.getFirst().text()))) {
            return Optional.empty();
        } else if (entrypoint.isPresent() && !entrypoint.get().isEmpty()) {
            return Optional.empty();
        } else {
            program = image.flatMap(CommandLine::program);
        }
        return program.flatMap(name -> component(name, argv))
                .map(component -> {
                    Words words = words(component, argv);
                    return new ServerFlags(component, file, place, image, words.flags, words.strays, command.isPresent() || entrypoint.isPresent(),
                            isTemplate(file) || isOpen(component, argv));
                });
    }

    /// Of a program of one word that is known, started with these words.
    static ServerFlags of(EmbeddedText file, Span place, String program, List<EmbeddedText> words) {
        Words heaps = words(program, words);
        return new ServerFlags(program, file, place, Optional.empty(), heaps.flags, heaps.strays, true, isTemplate(file) || isOpen(program, words));
    }

    /// `thanos` becomes `thanos sidecar` and so on, by its first word, which is taken off `argv`.
    private static Optional<String> component(String program, List<EmbeddedText> argv) {
        if (!program.equals("thanos")) {
            return Optional.of(program);
        }
        int at = 0;
        while (at < argv.size() && argv.get(at).text().startsWith("-")) {
            at++;
        }
        return at == argv.size() ? Optional.empty() : Optional.of("thanos " + argv.remove(at).text());
    }

    private static Optional<String> program(Image image) {
        return switch (image.baseName()) {
            case "prometheus", "thanos", "alertmanager" -> Optional.of(image.baseName());
            default -> Optional.empty();
        };
    }

    private static Optional<String> program(String path) {
        String name = baseName(path);
        return switch (name) {
            case "prometheus", "thanos", "alertmanager" -> Optional.of(name);
            default -> Optional.empty();
        };
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The words of a command line in two heaps.
    private record Words(List<Flag> flags, List<Stray> strays) {}

    /// Behind `--` no word is a flag. A value follows in the next word only if that has no dash in front.
    private static Words words(String component, List<EmbeddedText> argv) {
        List<Flag> flags = new ArrayList<>();
        List<Stray> strays = new ArrayList<>();
        Optional<Flag> last = Optional.empty();
        boolean ended = false;
        for (int i = 0; i < argv.size(); i++) {
            EmbeddedText word = argv.get(i);
            String text = word.text();
            if (text.equals("--") && !ended) {
                ended = true;
                last = Optional.empty();
                continue;
            }
            if (ended || !text.startsWith("--")) {
                strays.add(new Stray(word, last));
                last = Optional.empty();
                continue;
            }
            int equals = text.indexOf('=');
            String name = text.substring(2, equals < 0 ? text.length() : equals);
            Optional<Value> value = Optional.empty();
            if (equals >= 0) {
                value = Optional.of(value(word, new Span(equals + 1, text.length())));
            } else if (i + 1 < argv.size() && !argv.get(i + 1).text().startsWith("-") && !FlagTable.isBoolean(component, name)) {
                value = Optional.of(value(argv.get(++i), argv.get(i).span()));
            }
            Flag flag = new Flag(name, word, word.toFile(word.span()), value);
            flags.add(flag);
            last = Optional.of(flag);
        }
        return new Words(flags, strays);
    }

    /// True if a word that is neither a flag nor a flag's value may become flags.
    private static boolean isOpen(String component, List<EmbeddedText> argv) {
        boolean valued = false;
        for (EmbeddedText word : argv) {
            String text = word.text();
            int equals = text.indexOf('=');
            String head = equals < 0 ? text : text.substring(0, equals);
            boolean flag = text.startsWith("--");
            if (flag ? isUnknown(head) : !valued && (text.startsWith("@") || isUnknown(text))) {
                return true;
            }
            valued = flag && equals < 0 && text.length() > 2 && !FlagTable.isBoolean(component, text.substring(2));
        }
        return false;
    }

    /// True if the file was read around the actions of a template, any of which may have written more words.
    private static boolean isTemplate(EmbeddedText file) {
        return file.text() != file.file().text();
    }

    private static boolean isUnknown(String text) {
        return text.replace("$$", "").contains("$") || text.contains("{{");
    }

    private static Value value(EmbeddedText word, Span within) {
        String text = within.of(word.text());
        return new Value(text.replace("$$", "$"), word, within, isUnknown(text) || word.toFile(within).of(word.file().text()).contains("{{"));
    }
}
