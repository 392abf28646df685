package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import promc.source.EmbeddedText;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Puts together the compose files of an estate as Compose does: fills in variables with the values of `.env`, lays files over the one that they belong to, follows `extends` and `include` (compose-spec). Which files are laid over
/// each other `COMPOSE_FILE` in `.env` tells, and where it does not, the name of the override file. Others that a command line may add with `-f` are left out: which of them belong together no file tells.
final class ComposeProjects {
    private static final List<String> NAMES = List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    private static final List<String> OVERRIDES = List.of("compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml");
    /// A chain of `extends` that is longer is not followed.
    private static final int MAX_EXTENDS = 30;

    private final Estate estate;
    private final Expressions expressions;
    private final Map<String, EstateFile> byPath = new HashMap<>();
    private final Map<String, ComposeEnvironment> environments = new HashMap<>();
    private final Map<String, Interpolation> interpolations = new HashMap<>();
    private final Map<String, List<EstateFile>> layers = new HashMap<>();
    /// Services that others extend, as `path#name`.
    private final Set<String> extended = new HashSet<>();
    /// Services that a file names but does not say what they run, as `folder#name`: parts of some other file's.
    private final Map<String, Set<String>> fragments = new HashMap<>();
    private final Set<String> includedPaths = new HashSet<>();
    private final Map<String, List<View>> inner = new HashMap<>();

    private ComposeProjects(Estate estate, Expressions expressions) {
        this.estate = estate;
        this.expressions = expressions;
        estate.files().forEach(file -> byPath.put(file.source().path(), file));
    }

    /// The names of files that Compose reads beside the one that it is given, or finds.
    static Stream<String> besides() {
        return Stream.concat(Stream.of(ComposeEnvironment.FILE), OVERRIDES.stream());
    }

    static boolean isOverride(String path) {
        return OVERRIDES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /// The estate with what became of its compose files.
    static Estate resolved(Estate estate, Expressions expressions) {
        for (EstateFile file : estate.files()) {
            for (View view : file.views()) {
                if (view instanceof ComposeFile) {
                    return new ComposeProjects(estate, expressions).resolve();
                }
            }
        }
        return estate;
    }

    private record Opened(EstateFile file, ComposeFile compose, boolean part, YamlMapping root, Map<String, YamlMapping> services) {}

    private Estate resolve() {
        Map<String, Opened> opened = new LinkedHashMap<>();
        for (EstateFile file : estate.files()) {
            file.views(ComposeFile.class).forEach(compose -> opened.put(file.source().path(), open(file, compose)));
        }
        Map<String, ComposeFile> alone = new HashMap<>();
        opened.forEach((path, project) -> alone.put(path, make(project)));
        // Which services stand beside which is known once all are made.
        Map<String, ComposeFile> made = including(opened, alone);
        return new Estate(estate.files().stream().map(file -> {
            String path = file.source().path();
            List<View> views = new ArrayList<>(file.views());
            views.replaceAll(view -> view instanceof ComposeFile ? made.get(path) : view);
            views.addAll(inner.getOrDefault(path, List.of()));
            if (made.containsKey(path)) {
                made.get(path).services().forEach(service -> service.flags().ifPresent(flags -> views.addAll(ThanosFiles.in(flags))));
            }
            return made.containsKey(path) || inner.containsKey(path) ? new EstateFile(file.source(), file.yaml(), views, file.looksLike(), file.template(), file.foreign()) : file;
        }).toList());
    }

    private Opened open(EstateFile file, ComposeFile compose) {
        List<EstateFile> layers = layers(file.source().folder());
        boolean part = layers.indexOf(file) > 0;
        Map<String, YamlMapping> services = new LinkedHashMap<>();
        if (file.template() || part) {
            return new Opened(file, compose, part, part ? interpolation(file).mapping(compose.root()) : compose.root(), part ? services : services(compose.root()));
        }
        Interpolation interpolation = interpolation(file);
        YamlMapping root = interpolation.mapping(compose.root());
        for (EstateFile over : layers.indexOf(file) == 0 ? layers.subList(1, layers.size()) : List.<EstateFile>of()) {
            Optional<YamlMapping> more = over.yaml().rootMapping();
            root = more.isPresent() ? ComposeMerge.mappings(root, interpolation.mapping(more.get())) : root;
        }
        for (Map.Entry<String, YamlMapping> service : services(root).entrySet()) {
            services.put(service.getKey(), extend(service.getValue(), services(root), file.source().path(), interpolation, MAX_EXTENDS));
            if (service.getValue().get("image").isEmpty() && service.getValue().get("build").isEmpty() && service.getValue().get("extends").isEmpty()) {
                fragments.computeIfAbsent(file.source().folder() + "#" + service.getKey(), key -> new HashSet<>()).add(file.source().path());
            }
        }
        return new Opened(file, compose, false, root, services);
    }

    private static Map<String, YamlMapping> services(YamlMapping root) {
        Map<String, YamlMapping> services = new LinkedHashMap<>();
        Fields.mapping(root, "services").ifPresent(all -> all.effective().forEach(entry -> {
            if (entry.value().resolve() instanceof YamlMapping node) {
                entry.name().ifPresent(name -> services.put(name, node));
            }
        }));
        return services;
    }

    private Interpolation interpolation(EstateFile file) {
        return interpolations.computeIfAbsent(file.source().path(), path -> new Interpolation(environment(file.source().folder())));
    }

    private ComposeEnvironment environment(String of) {
        return environments.computeIfAbsent(of, folder ->
                Optional.ofNullable(byPath.get(EstatePaths.resolve(folder, ComposeEnvironment.FILE))).map(found -> ComposeEnvironment.read(found.source())).orElse(ComposeEnvironment.NONE));
    }

    /// The files of a folder that Compose lays over each other if none is named, the first one below; empty where they are not all in sight.
    private List<EstateFile> layers(String of) {
        return layers.computeIfAbsent(of, folder -> {
            List<String> named = environment(folder).files();
            if (named.isEmpty()) {
                Optional<EstateFile> base = base(folder);
                return base.isEmpty() ? List.of() : Stream.concat(base.stream(), override(folder).stream()).toList();
            }
            List<EstateFile> found = named.stream().map(name -> byPath.get(EstatePaths.resolve(folder, name))).filter(file -> file != null && !file.template() && file.source().folder().equals(folder)).toList();
            return found.size() == named.size() && found.getFirst().views(ComposeFile.class).findAny().isPresent() ? found : List.of();
        });
    }

    /// The file that Compose reads in a folder if none is named.
    private Optional<EstateFile> base(String folder) {
        return NAMES.stream().map(name -> byPath.get(EstatePaths.resolve(folder, name))).filter(found -> found != null && found.views(ComposeFile.class).findAny().isPresent() && !found.template()).findFirst();
    }

    private Optional<EstateFile> override(String folder) {
        return OVERRIDES.stream().map(name -> byPath.get(EstatePaths.resolve(folder, name))).filter(found -> found != null && !found.template()).findFirst();
    }

    /// A service with what it extends, without `extends`; as it is, with it, if that is not in sight.
    private YamlMapping extend(YamlMapping service, Map<String, YamlMapping> siblings, String path, Interpolation interpolation, int depth) {
        Optional<YamlNode> extend = service.get("extends");
        if (extend.isEmpty() || depth == 0) {
            return service;
        }
        String name = extend.get() instanceof YamlScalar scalar ? scalar.value() : extend.get() instanceof YamlMapping mapping ? Fields.string(mapping, "service").value().orElse("") : "";
        Optional<String> file = extend.get() instanceof YamlMapping mapping && mapping.get("file").orElse(null) instanceof YamlScalar scalar
                ? Optional.of(EstatePaths.resolve(scalar.text().file().folder(), scalar.value())) : Optional.empty();
        Map<String, YamlMapping> there = siblings;
        if (file.isPresent()) {
            EstateFile other = byPath.get(file.get());
            there = other == null || other.template() ? Map.of() : other.yaml().rootMapping().map(ComposeProjects::services).orElse(Map.of());
        }
        if (!there.containsKey(name)) {
            return service;
        }
        String from = file.orElse(path);
        extended.add(from + "#" + name);
        YamlMapping base = extend(file.isPresent() ? interpolation.mapping(there.get(name)) : there.get(name), there, from, interpolation, depth - 1);
        if (base.get("extends").isPresent()) {
            return service;
        }
        YamlMapping merged = ComposeMerge.mappings(base, service);
        return new YamlMapping(merged.span(), merged.entries().stream().filter(entry -> entry.name().filter("extends"::equals).isEmpty()).toList(), merged.flow(), Optional.empty());
    }

    private ComposeFile make(Opened project) {
        ComposeFile file = project.compose();
        String path = file.text().file().path();
        Map<String, EstateFile> contents = new LinkedHashMap<>();
        List<ComposeService> services = new ArrayList<>();
        if (!project.part()) {
            for (Entry entry : Fields.mapping(project.root(), "services").map(YamlMapping::effective).orElse(List.of())) {
                Optional<YamlMapping> node = entry.name().map(project.services()::get);
                node.ifPresent(found -> services.add(service(project, entry, found)));
            }
            contents(project, contents);
        }
        List<ComposeVariable> asked = project.file().template() ? List.of()
                : interpolations.get(path).asked().stream().filter(variable -> variable.text().file() == file.text().file()).toList();
        return new ComposeFile(file.text(), file.yaml(), project.root(), withBorrowed(services), List.of(), asked, contents, !project.file().template(), project.part());
    }

    private ComposeService service(Opened project, Entry entry, YamlMapping node) {
        ComposeFile file = project.compose();
        String name = entry.name().orElseThrow();
        boolean base = extended.contains(file.text().file().path() + "#" + name);
        boolean alone = fragments.getOrDefault(file.text().file().folder() + "#" + name, Set.of()).stream().allMatch(file.text().file().path()::equals);
        boolean told = !project.file().template() && !base && alone && node.get("extends").isEmpty()
                && Fields.scalars(node, "volumes_from").stream().allMatch(from -> project.services().containsKey(ComposeMounts.splitColons(from.value())[0]));
        return ComposeFiles.service(file.text(), project.root(), entry, node, told, base);
    }

    /// The services with the mounts of those that they name in `volumes_from`.
    private static List<ComposeService> withBorrowed(List<ComposeService> services) {
        if (services.stream().noneMatch(service -> service.node().get("volumes_from").isPresent())) {
            return services;
        }
        Map<String, ComposeService> byName = new HashMap<>();
        services.forEach(service -> byName.put(service.name(), service));
        return services.stream().map(service -> {
            List<Mount> mounts = new ArrayList<>(service.mounts());
            for (YamlScalar from : Fields.scalars(service.node(), "volumes_from")) {
                Optional.ofNullable(byName.get(ComposeMounts.splitColons(from.value())[0])).ifPresent(other -> mounts.addAll(other.mounts()));
            }
            return new ComposeService(service.name(), service.nameSpan(), service.file(), service.node(), service.image(), mounts, service.ports(), service.exposed(), service.flags(), service.told(),
                    service.extended());
        }).toList();
    }

    /// The files that the project holds as texts of `configs`.
    private void contents(Opened project, Map<String, EstateFile> contents) {
        if (project.file().template()) {
            return;
        }
        for (Entry entry : Fields.mapping(project.root(), "configs").map(YamlMapping::effective).orElse(List.of())) {
            if (entry.value().resolve() instanceof YamlMapping config && config.get("content").orElse(null) instanceof YamlScalar content && entry.name().isPresent()) {
                EmbeddedText text = Interpolation.unescaped(content.text());
                YamlStream yaml = Recogniser.mayMatter(text.text()) ? Yaml.parse(text) : new YamlStream(text, List.of(), List.of(), List.of());
                List<View> views = yaml.rootMapping().flatMap(root -> Recogniser.inside(text, yaml, root, expressions)).stream().toList();
                String path = text.file().path();
                contents.put(ComposeMounts.inside(text.file(), "configs", entry.name().get()), new EstateFile(text.file(), yaml, views, ""));
                inner.computeIfAbsent(path, key -> new ArrayList<>()).addAll(views);
            }
        }
    }

    /// The files with the services of those that they include.
    private Map<String, ComposeFile> including(Map<String, Opened> opened, Map<String, ComposeFile> made) {
        Map<String, List<ComposeService>> included = new HashMap<>();
        Set<String> open = new HashSet<>();
        opened.forEach((path, project) -> {
            List<ComposeService> services = new ArrayList<>();
            if (!include(project.root(), made, new HashSet<>(Set.of(path)), services)) {
                open.add(path);
            }
            included.put(path, services);
        });
        Map<String, ComposeFile> known = new HashMap<>();
        made.forEach((path, file) -> known.put(path, new ComposeFile(file.text(), file.yaml(), file.root(), file.services(), included.get(path), file.variables(), file.contents(),
                file.whole() && !open.contains(path) && !includedPaths.contains(path), file.part())));
        return known;
    }

    private boolean include(YamlMapping root, Map<String, ComposeFile> made, Set<String> seen, List<ComposeService> included) {
        boolean all = true;
        for (YamlNode item : Fields.items(root, "include")) {
            Optional<YamlNode> named = item instanceof YamlMapping mapping ? mapping.get("path") : Optional.of(item);
            List<YamlNode> paths = named.map(node -> node instanceof YamlNode.YamlSequence list ? list.items() : List.of(node)).orElse(List.of());
            for (YamlNode one : paths) {
                Optional<String> path = one.resolve() instanceof YamlScalar scalar ? Optional.of(EstatePaths.resolve(scalar.text().file().folder(), scalar.value())) : Optional.empty();
                ComposeFile other = path.map(made::get).orElse(null);
                if (other == null) {
                    all = false;
                } else if (seen.add(path.get())) {
                    includedPaths.add(path.get());
                    included.addAll(other.services());
                    all &= include(other.root(), made, seen, included);
                }
            }
        }
        return all;
    }
}
