package promc.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import promc.model.EnvironmentFile.Variable;
import promc.model.Mount.Kind;
import promc.model.ServerProcess.Origin;
import promc.model.UnitFile.Setting;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;

/// The processes that units of systemd start, each with the drop-ins beside it and the files of variables that it names, and those of which only such a file is in sight. What a path of the host leads to in
/// the estate is known where the repository mirrors the host (`.../etc/systemd/system/x.service` beside `.../etc/prometheus/`), or where a file of the same name lies beside the unit.
final class UnitProcesses {
    private static final List<String> MIRRORS = List.of("/etc/systemd/", "/lib/systemd/", "/etc/default/", "/etc/sysconfig/");
    private static final String CONFIG = "config.file";

    private final Estate estate;
    private final Set<EnvironmentFile> used = new HashSet<>();

    UnitProcesses(Estate estate) {
        this.estate = estate;
    }

    List<ServerProcess> find() {
        List<UnitFile> units = estate.files().stream().flatMap(file -> file.views(UnitFile.class)).toList();
        List<ServerProcess> found = new ArrayList<>();
        units.stream().filter(unit -> !unit.dropIn()).forEach(unit -> unit(unit, units).ifPresent(found::add));
        estate.files().stream().flatMap(file -> file.views(EnvironmentFile.class)).filter(file -> !used.contains(file)).forEach(file -> alone(file).ifPresent(found::add));
        return found;
    }

    private Optional<ServerProcess> unit(UnitFile unit, List<UnitFile> all) {
        List<Setting> settings = new ArrayList<>(unit.settings());
        String folder = EstatePaths.folder(unit.text().file().path());
        all.stream().filter(other -> other.dropIn() && other.unit().equals(unit.unit()) && EstatePaths.folder(EstatePaths.folder(other.text().file().path())).equals(folder))
                .forEach(other -> settings.addAll(other.settings()));
        Optional<Setting> start = Optional.empty();
        for (Setting setting : settings) {
            if (setting.name().equals("ExecStart")) {
                start = setting.value().text().isBlank() ? Optional.empty() : Optional.of(setting);
            }
        }
        if (start.isEmpty()) {
            return Optional.empty();
        }
        List<EmbeddedText> words = expanded(ShellWords.split(start.get().value()), settings);
        Setting from = start.get();
        EmbeddedText file = EmbeddedText.whole(from.value().file());
        return CommandLine.of(from.value().file() == unit.text().file() ? unit.text() : file, from.key(), Optional.empty(), Optional.of(withoutPrefix(words)), Optional.empty())
                .map(flags -> process(unit.unit().replaceFirst("\\.service$", ""), new Origin.Unit(new UnitFile(unit.text(), unit.yaml(), unit.unit(), false, settings)), flags));
    }

    private static ServerProcess process(String name, Origin origin, ServerFlags flags) {
        SourceFile file = flags.file().file();
        return new ServerProcess(name, origin, flags, flags.value(CONFIG).flatMap(path -> mount(path, file, flags.place())).stream().toList(), true);
    }

    /// Systemd's marks before the program (`-`, `@`, `:`, `+`, `!`).
    private static List<EmbeddedText> withoutPrefix(List<EmbeddedText> words) {
        if (words.isEmpty() || words.getFirst().text().matches("[^-@:+!].*")) {
            return words;
        }
        EmbeddedText first = words.getFirst();
        int from = 0;
        while (from < first.text().length() && "-@:+!".indexOf(first.text().charAt(from)) >= 0) {
            from++;
        }
        List<EmbeddedText> rest = new ArrayList<>(words);
        rest.set(0, first.slice(new Span(from, first.text().length()), (replacement, at) -> Optional.of(replacement)));
        return rest;
    }

    /// A word that is a variable becomes the words of its value, where that is in sight.
    private List<EmbeddedText> expanded(List<EmbeddedText> words, List<Setting> settings) {
        List<EmbeddedText> all = new ArrayList<>();
        for (EmbeddedText word : words) {
            String text = word.text();
            boolean variable = text.matches("\\$[A-Za-z_][A-Za-z0-9_]*|\\$\\{[A-Za-z_][A-Za-z0-9_]*}");
            Optional<EmbeddedText> value = variable ? value(text.replaceAll("[${}]", ""), settings) : Optional.empty();
            if (value.isPresent()) {
                all.addAll(ShellWords.split(value.get()));
            } else {
                all.add(word);
            }
        }
        return all;
    }

    /// What files of variables say comes before what the unit itself does.
    private Optional<EmbeddedText> value(String name, List<Setting> settings) {
        for (Setting setting : settings.reversed()) {
            if (setting.name().equals("EnvironmentFile")) {
                Optional<EnvironmentFile> file = file(setting.value().text().strip().replaceFirst("^-", ""));
                file.ifPresent(used::add);
                Optional<EmbeddedText> value = file.map(EnvironmentFile::variables).map(variables -> variables.get(name)).map(Variable::value);
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        for (Setting setting : settings.reversed()) {
            if (setting.name().equals("Environment")) {
                for (EmbeddedText word : ShellWords.split(setting.value())) {
                    if (word.text().startsWith(name + "=")) {
                        return Optional.of(word.slice(new Span(name.length() + 1, word.text().length()), (replacement, at) -> Optional.of(replacement)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// The file of the estate that is the host's file at a path, if only one can be.
    private Optional<EnvironmentFile> file(String path) {
        List<EnvironmentFile> candidates = estate.files().stream().filter(file -> ("/" + file.source().path()).endsWith(path)).flatMap(file -> file.views(EnvironmentFile.class)).toList();
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    /// Of a file of flags without a unit: its name tells the program.
    private static Optional<ServerProcess> alone(EnvironmentFile file) {
        String name = file.text().file().path().replaceFirst(".*/", "").replaceFirst("\\.(j2|env|default|sysconfig|tpl)$", "");
        boolean known = name.equals("prometheus") || name.equals("alertmanager") || name.equals("prometheus-alertmanager");
        for (Variable variable : known ? file.variables().values() : List.<Variable>of()) {
            List<EmbeddedText> words = ShellWords.split(variable.value());
            if (!words.isEmpty() && words.getFirst().text().startsWith("--")) {
                return Optional.of(process(name, new Origin.Settings(file), CommandLine.of(file.text(), variable.key(), name.equals("prometheus") ? name : "alertmanager", words)));
            }
        }
        return Optional.empty();
    }

    /// The folder of the configuration as the estate has it.
    private static Optional<Mount> mount(String path, SourceFile from, Span span) {
        String own = "/" + from.path();
        for (String mirror : MIRRORS) {
            int at = own.lastIndexOf(mirror);
            if (at >= 0) {
                String root = own.substring(1, Math.max(1, at + 1));
                return Optional.of(new Mount(Kind.BIND, "/", "/", false, from, span, Optional.of(root.isEmpty() ? "." : root), OptionalLong.empty()));
            }
        }
        String folder = EstatePaths.folder(path);
        return Optional.of(new Mount(Kind.BIND, folder, folder, false, from, span, Optional.of(EstatePaths.folder(from.path())), OptionalLong.empty()));
    }
}
