package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import promc.model.Mount.Kind;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlMapping;

/// What the containers of a Kubernetes object have mounted: its `volumeMounts`, through the volumes of its pods and the claims of a StatefulSet, to the ConfigMaps, Secrets and claims of the estate. An
/// object is found by its name, in the same namespace as far as both name one; of several the one in the same file, or else in the same folder, if it is the only one there.
final class PodVolumes {
    /// A ConfigMap or Secret: its files are those of the folder `place`.
    private record Files(String kind, String name, Optional<String> namespace, SourceFile file, String place) {}

    private final List<Files> maps = new ArrayList<>();
    private final List<VolumeClaim> claims;

    PodVolumes(Estate estate) {
        for (EstateFile file : estate.files()) {
            file.views(ConfigMapFile.class).forEach(map -> maps.add(new Files(map.kind(), map.name(), map.namespace(), file.source(), EstatePaths.inside(map))));
            file.views(Kustomization.class).forEach(made -> made.generated().forEach(map -> maps.add(new Files(map.kind(), map.name(), map.namespace(), file.source(), made.inside(map)))));
        }
        claims = estate.files().stream().flatMap(file -> file.views(VolumeClaim.class)).toList();
    }

    List<Mount> of(Workload workload, Workload.Container container) {
        List<Mount> mounts = new ArrayList<>();
        for (YamlMapping mount : Fields.mappings(container.node(), "volumeMounts")) {
            Optional<String> target = Fields.string(mount, "mountPath").value();
            Optional<String> name = Fields.string(mount, "name").value();
            if (target.isPresent() && name.isPresent()) {
                add(new Asked(workload, mount, name.get(), target.get(), Fields.string(mount, "subPath").value().orElse(""), Fields.bool(mount, "readOnly").value().orElse(false)), mounts);
            }
        }
        return mounts;
    }

    private record Asked(Workload workload, YamlMapping node, String volume, String target, String subPath, boolean readOnly) {
        SourceFile file() {
            return workload.text().file();
        }

        Mount mount(Kind kind, String source, Optional<String> place, OptionalLong bytes) {
            return new Mount(kind, source, target, readOnly, file(), node.span(), place, bytes);
        }
    }

    private void add(Asked asked, List<Mount> mounts) {
        Optional<YamlMapping> volume = named(Fields.mappings(asked.workload().pod(), "volumes"), asked.volume());
        Optional<YamlMapping> template = Fields.mapping(asked.workload().root(), "spec").flatMap(spec -> Fields.mappings(spec, "volumeClaimTemplates").stream()
                .filter(claim -> Fields.mapping(claim, "metadata").flatMap(metadata -> Fields.string(metadata, "name").value()).filter(asked.volume()::equals).isPresent()).findFirst());
        if (template.isPresent()) {
            mounts.add(asked.mount(Kind.VOLUME, asked.volume(), Optional.empty(), KubernetesObjects.requested(template.get())));
            return;
        }
        YamlMapping known = volume.orElse(null);
        if (known == null) {
            mounts.add(asked.mount(Kind.UNTOLD, asked.volume(), Optional.empty(), OptionalLong.empty()));
        } else if (known.get("configMap").isPresent() || known.get("secret").isPresent()) {
            files(asked, known, mounts);
        } else if (known.get("projected").isPresent()) {
            List<YamlMapping> sources = Fields.mapping(known, "projected").map(projected -> Fields.mappings(projected, "sources")).orElse(List.of());
            sources.forEach(source -> files(asked, source, mounts));
        } else {
            mounts.add(data(asked, known));
        }
    }

    private static Optional<YamlMapping> named(List<YamlMapping> items, String name) {
        return items.stream().filter(item -> Fields.string(item, "name").value().filter(name::equals).isPresent()).findFirst();
    }

    private Mount data(Asked asked, YamlMapping volume) {
        if (volume.entry("emptyDir").isPresent()) {
            Optional<YamlMapping> settings = Fields.mapping(volume, "emptyDir");
            boolean memory = settings.flatMap(known -> Fields.string(known, "medium").value()).filter("Memory"::equals).isPresent();
            OptionalLong limit = settings.flatMap(known -> Fields.string(known, "sizeLimit").value()).map(Quantity::bytes).orElse(OptionalLong.empty());
            return asked.mount(memory ? Kind.TMPFS : Kind.EPHEMERAL, asked.volume(), Optional.empty(), limit);
        }
        if (volume.get("ephemeral").isPresent()) {
            return asked.mount(Kind.EPHEMERAL, asked.volume(), Optional.empty(), OptionalLong.empty());
        }
        Optional<String> host = Fields.mapping(volume, "hostPath").flatMap(path -> Fields.string(path, "path").value());
        if (host.isPresent()) {
            return asked.mount(Kind.BIND, host.get(), Optional.empty(), OptionalLong.empty());
        }
        Optional<String> claim = Fields.mapping(volume, "persistentVolumeClaim").flatMap(known -> Fields.string(known, "claimName").value());
        if (claim.isPresent()) {
            return asked.mount(Kind.VOLUME, claim.get(), Optional.empty(), claim(asked.workload(), claim.get()).map(VolumeClaim::bytes).orElse(OptionalLong.empty()));
        }
        return asked.mount(volume.get("nfs").isPresent() ? Kind.VOLUME : Kind.UNTOLD, asked.volume(), Optional.empty(), OptionalLong.empty());
    }

    /// `source` has a `configMap` or a `secret`; of both a list `items` puts keys at other paths and leaves out the rest.
    private void files(Asked asked, YamlMapping source, List<Mount> mounts) {
        boolean secret = source.get("secret").isPresent();
        Optional<YamlMapping> settings = Fields.mapping(source, secret ? "secret" : "configMap");
        String name = settings.flatMap(known -> Fields.string(known, "name").value().or(() -> Fields.string(known, "secretName").value())).orElse("");
        Optional<String> inside = asked.workload().text().text() != asked.file().text() ? Optional.empty()
                : map(asked.workload(), secret ? "Secret" : "ConfigMap", name).map(Files::place);
        List<YamlMapping> items = settings.map(known -> Fields.mappings(known, "items")).orElse(List.of());
        if (items.isEmpty()) {
            String path = asked.subPath().isEmpty() ? "" : "/" + asked.subPath();
            mounts.add(asked.mount(Kind.FILES, name, inside.map(folder -> folder + path), OptionalLong.empty()));
            return;
        }
        for (YamlMapping item : items) {
            String key = Fields.string(item, "key").value().orElse("");
            String path = Fields.string(item, "path").value().orElse(key);
            if (asked.subPath().isEmpty() || asked.subPath().equals(path)) {
                String target = asked.subPath().isEmpty() ? EstatePaths.resolve(asked.target(), path) : asked.target();
                mounts.add(new Mount(Kind.FILES, name, target, asked.readOnly(), asked.file(), asked.node().span(), inside.map(folder -> folder + "/" + key), OptionalLong.empty()));
            }
        }
    }

    private Optional<Files> map(Workload workload, String kind, String name) {
        return nearest(maps.stream().filter(map -> map.kind().equals(kind) && map.name().equals(name) && workload.mayShare(map.namespace())).toList(), Files::file, workload);
    }

    private Optional<VolumeClaim> claim(Workload workload, String name) {
        return nearest(claims.stream().filter(claim -> claim.name().equals(name) && workload.mayShare(claim.namespace())).toList(), view -> view.text().file(), workload);
    }

    private static <V> Optional<V> nearest(List<V> found, Function<V, SourceFile> where, Workload workload) {
        SourceFile own = workload.text().file();
        return only(found.stream().filter(one -> where.apply(one).path().equals(own.path())).toList())
                .or(() -> only(found.stream().filter(one -> where.apply(one).folder().equals(own.folder())).toList())).or(() -> only(found));
    }

    private static <V> Optional<V> only(List<V> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
