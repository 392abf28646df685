package promc.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import promc.convert.Conversion;
import promc.convert.Conversion.Comments;
import promc.convert.Conversion.Settings;
import promc.convert.Conversion.Tool;
import promc.fix.AtomicFile;
import promc.fix.Fix.Applicability;
import promc.lint.CheckInfo;
import promc.lint.Config;
import promc.lint.ConfigReader;
import promc.lint.Finding;
import promc.lint.Linter;
import promc.lint.OwnChecks;
import promc.lint.Repair;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.EstateReader;
import promc.model.RuleFile;
import promc.report.Style;
import promc.report.Text;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.yaml.Yaml;

/// `promc init --from`: the configuration of another linter, and its comments in the rule files below, made into promc's.
final class InitFrom {
    private final Session session;
    private final Tool tool;
    private final Path source;
    private final Path target;
    private final Set<String> known;
    private final List<String> left = new ArrayList<>();
    private int converted;
    /// Of these, how many became comments that allow something, before those that are not needed went.
    private int allowing;

    InitFrom(Tool tool, String file, Session session) throws UsageException {
        this.session = session;
        this.tool = tool;
        this.source = session.environment().resolve(Path.of(file));
        this.target = source.resolveSibling(ConfigReader.FILE_NAME);
        this.known = session.infoById().keySet();
        if (!Files.isRegularFile(source)) {
            throw new UsageException("there is no configuration `" + session.environment().display(source) + "`");
        }
    }

    int run(Arguments given) throws IOException, UsageException {
        boolean writes = !given.has("--diff") && !given.has("--check");
        String shown = session.environment().display(target);
        if (writes && Files.exists(target) && !given.has("--force")) {
            throw new UsageException("there is already a `" + shown + "`; --force replaces it");
        }
        SourceFile file = read(source);
        Settings settings = Conversion.settings(tool, file, known);
        if (!settings.problems().isEmpty()) {
            tell(file, settings.problems());
            return ExitCode.USAGE;
        }
        SourceFile config = SourceFile.of(shown, settings.text());
        Map<String, SourceFile> before = sources();
        Map<String, SourceFile> after = comments(before, settings, config);
        SourceFile old = Files.isRegularFile(target) ? read(target) : SourceFile.of(shown, "");
        boolean changes = !old.text().equals(config.text()) || !after.isEmpty();
        if (given.has("--diff")) {
            diff(old, config, before, after);
        } else if (writes) {
            write(config, after);
        }
        left.forEach(session::tell);
        session.tell(summary(settings, shown, before, after, writes));
        return given.has("--check") && changes ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private SourceFile read(Path path) throws IOException, UsageException {
        try {
            return SourceFile.decode(session.environment().display(path), Files.readAllBytes(path));
        } catch (CharacterCodingException notText) {
            throw new UsageException("`" + session.environment().display(path) + "` is not UTF-8 text");
        }
    }

    private void tell(SourceFile file, List<Problem> problems) throws IOException {
        Writer err = session.errors();
        for (Problem problem : problems) {
            new Text(Style.PLAIN, path -> path, false).problem(file, problem, err);
            err.append('\n');
        }
        err.flush();
    }

    private Map<String, SourceFile> sources() throws IOException {
        Map<String, SourceFile> sources = new TreeMap<>();
        InitCommand.sources(target.getParent(), session).forEach(file -> sources.put(file.path(), file));
        return sources;
    }

    /// The rule files whose comments are converted. Ids of ours that report nothing where the comment stands are taken out of it again, and a comment that allows nothing goes.
    private Map<String, SourceFile> comments(Map<String, SourceFile> before, Settings settings, SourceFile config) {
        Map<String, SourceFile> all = new TreeMap<>(before);
        Config read = new ConfigReader(session.infos()).read(config, Yaml.parse(config), session.environment().display(target.getParent()));
        for (EstateFile file : EstateReader.read(before.values()).files()) {
            if (file.views(RuleFile.class).findAny().isEmpty()) {
                continue;
            }
            Config.Settings here = read.forFile(file.source().path());
            Set<String> on = session.infos().stream().filter(here::isOn).map(CheckInfo::id).collect(Collectors.toSet());
            Comments comments = Conversion.comments(tool, file, settings.word(), on);
            comments.changed().ifPresent(changed -> {
                all.put(changed.path(), changed);
                allowing += count(changed.text()) - count(file.source().text());
            });
            comments.left().forEach(why -> left.add("left: " + file.source().path() + ":" + why));
            converted += comments.converted();
        }
        if (converted > 0) {
            Linter linter = new Linter(session.checks(), read::forFile, session.environment().today());
            all.putAll(new Repair(linter, EstateReader::read, InitFrom::isUnneeded).run(all, Applicability.SAFE).changed());
        }
        all.entrySet().removeIf(entry -> entry.getValue().text().equals(before.get(entry.getKey()).text()));
        return all;
    }

    private static boolean isUnneeded(Finding finding) {
        SourceFile file = finding.file();
        return finding.check().equals(OwnChecks.UNUSED.id()) && file.lineSpan(file.line(finding.span().start())).of(file.text()).contains(Conversion.REASON);
    }

    private void diff(SourceFile old, SourceFile config, Map<String, SourceFile> before, Map<String, SourceFile> after) throws IOException {
        Writer out = session.output();
        if (!old.text().equals(config.text())) {
            Diff.write(old, config, Style.PLAIN, out);
        }
        for (SourceFile changed : after.values()) {
            Diff.write(before.get(changed.path()), changed, Style.PLAIN, out);
        }
        out.flush();
    }

    private void write(SourceFile config, Map<String, SourceFile> after) throws UsageException {
        try {
            AtomicFile.write(target, config.text().getBytes(StandardCharsets.UTF_8));
            for (SourceFile changed : after.values()) {
                AtomicFile.write(session.environment().resolve(Path.of(changed.path())), changed.encode(changed.text()));
            }
        } catch (IOException failed) {
            throw new UsageException("cannot write: " + Reasons.of(failed));
        }
    }

    private String summary(Settings settings, String shown, Map<String, SourceFile> before, Map<String, SourceFile> after, boolean writes) {
        String would = writes ? "" : "would have ";
        StringBuilder out = new StringBuilder(would + (writes ? "wrote " : "written ") + shown);
        if (settings.notExpressed() > 0) {
            out.append("; what cannot be said in it stands at its end (").append(Text.count(settings.notExpressed(), "thing")).append(')');
        }
        if (converted > 0) {
            int kept = after.values().stream().mapToInt(file -> count(file.text())).sum() - after.keySet().stream().mapToInt(path -> count(before.get(path).text())).sum();
            out.append("; ").append(writes ? "converted " : "would convert ").append(Text.count(converted, "comment")).append(" in ").append(Text.count(after.size(), "file"));
            int gone = allowing - kept;
            out.append(gone > 0 ? ", of which " + gone + (gone == 1 ? " is" : " are") + " not needed: promc reports nothing there" : "");
        }
        if (!left.isEmpty()) {
            out.append("; ").append(Text.count(left.size(), "comment")).append(left.size() == 1 ? " is left" : " are left");
        }
        return out.toString();
    }

    private static int count(String text) {
        int count = 0;
        for (int at = text.indexOf(Conversion.REASON); at >= 0; at = text.indexOf(Conversion.REASON, at + 1)) {
            count++;
        }
        return count;
    }
}
