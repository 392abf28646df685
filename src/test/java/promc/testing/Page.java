package promc.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Markdown page that is a test: its title, its sections, and the fences in them. The text keeps its lines so that outputs can be written back.
public final class Page {
    private final Path path;
    private final List<String> lines;
    private final List<Section> sections = new ArrayList<>();

    /// One `##` section; what stands before the first one is a section without a name.
    public record Section(String name, List<Fence> fences) {
        public List<Fence> all(String kind) {
            return fences.stream().filter(fence -> fence.kind().equals(kind)).toList();
        }

        public Optional<Fence> first(String kind) {
            return all(kind).stream().findFirst();
        }
    }

    /// A fenced block: its first word, the rest of that line, its body with a line end after each line, and where the body stands in the page.
    public record Fence(String kind, String argument, String body, int firstLine, int endLine) {}

    private Page(Path path, List<String> lines) {
        this.path = path;
        this.lines = new ArrayList<>(lines);
    }

    public static Page read(Path path) throws IOException {
        Page page = new Page(path, Files.readString(path).lines().toList());
        page.parse();
        return page;
    }

    private void parse() {
        String section = "";
        List<Fence> fences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("## ")) {
                sections.add(new Section(section, List.copyOf(fences)));
                section = line.substring(3).strip();
                fences.clear();
            } else if (line.startsWith("```")) {
                String marker = line.substring(0, (int) line.chars().takeWhile(c -> c == '`').count());
                String info = line.substring(marker.length()).strip();
                int start = i + 1;
                int end = start;
                while (end < lines.size() && !lines.get(end).equals(marker)) {
                    end++;
                }
                if (end == lines.size()) {
                    throw new IllegalStateException(path + ":" + (i + 1) + ": this fence is never closed");
                }
                StringBuilder body = new StringBuilder();
                lines.subList(start, end).forEach(text -> body.append(text).append('\n'));
                int space = info.indexOf(' ');
                fences.add(new Fence(space < 0 ? info : info.substring(0, space), space < 0 ? "" : info.substring(space + 1).strip(), body.toString(), start, end));
                i = end;
            }
        }
        sections.add(new Section(section, List.copyOf(fences)));
    }

    public Path path() {
        return path;
    }

    public List<Section> sections() {
        return sections;
    }

    public String title() {
        return lines.isEmpty() || !lines.getFirst().startsWith("# ") ? "" : lines.getFirst().substring(2).strip();
    }

    /// The lines between the title and the first line that is prose of the author: what the code generates.
    public List<String> header(int length) {
        return List.copyOf(lines.subList(Math.min(1, lines.size()), Math.min(1 + length, lines.size())));
    }

    /// Replaces the generated lines behind the title.
    public void replaceHeader(int oldLength, List<String> header) throws IOException {
        List<String> next = new ArrayList<>(lines.subList(0, 1));
        next.addAll(header);
        next.addAll(lines.subList(Math.min(lines.size(), 1 + oldLength), lines.size()));
        write(next);
    }

    /// Replaces the bodies of fences, and writes the page.
    public void replace(List<Fence> fences, List<String> bodies) throws IOException {
        List<String> next = new ArrayList<>(lines);
        for (int i = fences.size() - 1; i >= 0; i--) {
            Fence fence = fences.get(i);
            next.subList(fence.firstLine(), fence.endLine()).clear();
            next.addAll(fence.firstLine(), bodies.get(i).lines().toList());
        }
        write(next);
    }

    private void write(List<String> next) throws IOException {
        lines.clear();
        lines.addAll(next);
        sections.clear();
        Files.writeString(path, String.join("\n", next) + "\n");
        parse();
    }
}
