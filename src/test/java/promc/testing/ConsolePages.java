package promc.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pages that show sessions of a program, and are its tests. Each `##` section has its own empty folder; a fence such as ` ```yaml [rules/a.yml]` puts a file
/// there, a ` ```console` fence is a session: `$ command` lines, each with its output (both streams) and, where the exit code is not 0, `[exit N]`.
/// Commands are words with `'` and `"` quotes, `NAME=value` in front and `< file` behind; `cat FILE` is understood besides the program.
public final class ConsolePages {
    private static final Pattern FENCE = Pattern.compile("(`{3,})(\\S*)(?: \\[(.+)])?");

    /// The program under test: its arguments, variables, standard input and folder; what it writes is the first, its exit code the second part of the result.
    @FunctionalInterface
    public interface Program {
        Result run(List<String> args, Map<String, String> variables, byte[] input, Path folder);
    }

    public record Result(String output, int exitCode) {}

    /// One section: its title, and what its sessions should be and are.
    public record Section(String title, String expected, String actual) {}

    private ConsolePages() {}

    /// Runs the sections of a page one by one in folders below `scratch`. With `update` the page is rewritten as the program answers.
    public static List<Section> run(Path page, String name, Program program, Path scratch, boolean update) throws IOException {
        List<Section> sections = new ArrayList<>();
        StringBuilder rewritten = new StringBuilder();
        int number = 0;
        for (String text : Files.readString(page).split("(?m)(?=^## )")) {
            Path folder = Files.createDirectories(scratch.resolve(Integer.toString(number++)));
            String actual = section(text, name, program, folder);
            rewritten.append(actual);
            if (text.startsWith("## ")) {
                sections.add(new Section(text.lines().findFirst().orElseThrow().substring(3), text, actual));
            }
        }
        if (update) {
            Files.writeString(page, rewritten);
        }
        return sections;
    }

    private static String section(String text, String name, Program program, Path folder) throws IOException {
        StringBuilder out = new StringBuilder();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            out.append(lines.get(i)).append('\n');
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                continue;
            }
            List<String> body = new ArrayList<>();
            while (!lines.get(++i).equals(fence.group(1))) {
                body.add(lines.get(i));
            }
            if (fence.group(3) != null) {
                Path file = folder.resolve(fence.group(3));
                Files.createDirectories(file.getParent());
                Files.writeString(file, String.join("\n", body) + "\n");
            }
            out.append(fence.group(2).equals("console") ? session(body, name, program, folder) : body.isEmpty() ? "" : String.join("\n", body) + "\n");
            out.append(lines.get(i)).append('\n');
        }
        return out.toString();
    }

    private static String session(List<String> body, String name, Program program, Path folder) throws IOException {
        StringBuilder out = new StringBuilder();
        for (String line : body) {
            if (line.startsWith("$ ")) {
                out.append(line).append('\n');
                Result result = command(line.substring(2), name, program, folder);
                out.append(result.output());
                if (!result.output().isEmpty() && !result.output().endsWith("\n")) {
                    out.append('\n');
                }
                out.append(result.exitCode() == 0 ? "" : "[exit " + result.exitCode() + "]\n");
            }
        }
        return out.toString();
    }

    private static Result command(String line, String name, Program program, Path folder) throws IOException {
        List<String> words = words(line);
        Map<String, String> variables = new TreeMap<>();
        while (words.getFirst().matches("[A-Z_]+=.*")) {
            String[] variable = words.removeFirst().split("=", 2);
            variables.put(variable[0], variable[1]);
        }
        Optional<Path> input = Optional.empty();
        int less = words.indexOf("<");
        if (less >= 0) {
            input = Optional.of(folder.resolve(words.get(less + 1)));
            words = new ArrayList<>(words.subList(0, less));
        }
        String program1 = words.removeFirst();
        if (program1.equals("cat")) {
            return new Result(Files.readString(folder.resolve(words.getFirst()), StandardCharsets.UTF_8), 0);
        }
        if (!program1.equals(name)) {
            throw new IllegalArgumentException("a console page runs only " + name + " and cat: " + line);
        }
        return program.run(words, variables, input.isPresent() ? Files.readAllBytes(input.get()) : new byte[0], folder);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+").matcher(line);
        while (word.find()) {
            words.add(word.group().replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
        }
        return words;
    }
}
