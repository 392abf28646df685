package promc.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import promc.report.Tool;

/// Sizes, words and links of the project's files.
class FilesTest {
    private static final int MOST_LINES = 400;
    /// Longer files, and why they are one idea all the same.
    private static final Map<String, String> LONGER = Map.of();
    private static final Pattern MACHINE = Pattern.compile("(?<![\\w.$}])/(?:home/[a-z]|Users/|root/|work/|tmp/)|[A-Z]:\\\\\\\\?Users");
    private static final Pattern PUBLIC_TYPE = Pattern.compile("^ {0,4}public (?:(?:static|final|sealed|non-sealed|abstract) )*(?:class|interface|enum|record) (\\w+)");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]*\\]\\(([^)\\s]+)\\)");

    @Test
    void filesAreShort() {
        List<Path> files = new ArrayList<>(Sources.java(Sources.MAIN));
        files.addAll(Sources.java(Sources.TEST));
        for (Path file : files) {
            if (!LONGER.containsKey(file.getFileName().toString())) {
                assertThat(Sources.text(file).lines().count()).as("lines of " + file).isLessThanOrEqualTo(MOST_LINES);
            }
        }
    }

    @Test
    void publicTypesSayWhatTheyAre() {
        int types = 0;
        for (Path file : Sources.java(Sources.MAIN)) {
            List<String> lines = Sources.text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                Matcher type = PUBLIC_TYPE.matcher(lines.get(i));
                if (type.find()) {
                    int above = i - 1;
                    while (above >= 0 && lines.get(above).strip().startsWith("@")) {
                        above--;
                    }
                    assertThat(above >= 0 ? lines.get(above).strip() : "").as("doc comment of %s in %s", type.group(1), file).startsWith("///");
                    types++;
                }
            }
        }
        assertThat(types).isGreaterThan(100);
    }

    @Test
    void nothingIsLeftToDo() {
        Pattern left = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b");
        List<Path> files = new ArrayList<>(Sources.java(Sources.MAIN));
        files.addAll(Sources.java(Sources.TEST));
        assertThat(files).filteredOn(file -> left.matcher(Sources.text(file)).find()).isEmpty();
    }

    @Test
    void noFileNamesAFolderOfAMachine() throws IOException {
        int seen = 0;
        for (String folder : List.of("src", "docs", "grammar", "rules-examples")) {
            try (Stream<Path> walk = Files.walk(Path.of(folder))) {
                for (Path file : walk.filter(Files::isRegularFile).filter(path -> !path.endsWith("FilesTest.java")).toList()) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    Matcher machine = MACHINE.matcher(text);
                    assertThat(machine.find() ? text.substring(machine.start(), Math.min(text.length(), machine.start() + 40)) : "").as(file.toString()).isEmpty();
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void theBuildHasTheVersionThatPromcTells() {
        String pom = Sources.text(Path.of("pom.xml"));
        Matcher version = Pattern.compile("<artifactId>promc</artifactId>\\s*<version>([^<]+)</version>").matcher(pom);
        assertThat(version.find()).as("the project's own version in pom.xml").isTrue();
        assertThat(version.group(1)).isEqualTo(Tool.VERSION);
        assertThat(pom).as("the module's version is the project's").contains("<argument>--module-version</argument><argument>${project.version}</argument>");
        assertThat(Sources.text(Path.of("src/main/jlink/module-info.java"))).contains("module promc");
    }

    private record Link(Path file, String target) {
        Path resolved() {
            String path = target.contains("#") ? target.substring(0, target.indexOf('#')) : target;
            return file.resolveSibling(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)).normalize();
        }
    }

    /// The relative links of a page, fenced text and code left out.
    private static List<Link> links(Path page) {
        String text = Sources.text(page).replaceAll("(?ms)^(`{3,}).*?^\\1", "").replaceAll("`[^`\n]*`", "");
        List<Link> links = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (!link.group(1).matches("[a-z]+:.*|#.*")) {
                links.add(new Link(page, link.group(1)));
            }
        }
        return links;
    }

    private static List<Path> pages() {
        List<Path> pages = Sources.all(Path.of("."), ".md").stream().map(Path::normalize).filter(page -> !page.startsWith("src")).toList();
        assertThat(pages).as("Markdown pages").isNotEmpty();
        return pages;
    }

    @Test
    void linksLeadSomewhere() {
        List<Link> all = pages().stream().flatMap(page -> links(page).stream()).toList();
        assertThat(all).as("relative links").isNotEmpty();
        assertThat(all).filteredOn(link -> !Files.exists(link.resolved())).isEmpty();
    }

    @Test
    void everyPageOfTheDocumentationIsReachedFromItsIndex() {
        Path index = Path.of("docs/README.md");
        assumeThat(index).as("the index of the documentation").exists();
        Set<Path> reached = new LinkedHashSet<>();
        Deque<Path> open = new ArrayDeque<>(List.of(index));
        while (!open.isEmpty()) {
            Path page = open.removeFirst();
            if (reached.add(page)) {
                links(page).stream().map(Link::resolved).filter(target -> target.toString().endsWith(".md") && Files.exists(target)).forEach(open::add);
            }
        }
        List<Path> written = pages().stream().filter(page -> page.startsWith("docs")).toList();
        assertThat(reached).containsAll(written);
    }
}
