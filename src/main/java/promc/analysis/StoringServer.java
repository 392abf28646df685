package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.MemoryLimit;
import promc.model.Mount;
import promc.model.PrometheusConfig;
import promc.model.Server;
import promc.model.ServerFlags;
import promc.model.ServerProcess;
import promc.model.Version;
import promc.source.SourceFile;
import promc.source.Span;

/// A Prometheus that keeps samples itself: one with a configuration in sight, with a command line, or with both. Agents are none.
public record StoringServer(Optional<ServerSettings> settings, Optional<ServerProcess> process, ServerDefaults defaults) {
    /// Those of an estate, first those whose configurations are in sight; templates have none. `defaults` tells by the path of a file what the user says of the servers there.
    static List<StoringServer> of(Estate estate, EstateFacts facts, Function<String, ServerDefaults> defaults) {
        List<StoringServer> found = new ArrayList<>();
        // By identity: to compare processes would be to compare all that they hold.
        Set<ServerProcess> loading = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<PrometheusConfig, Boolean> seen = new IdentityHashMap<>();
        for (Server server : estate.servers()) {
            server.runs().ifPresent(run -> loading.add(run.process()));
            if (seen.put(server.config(), true) == null && !server.file().template()) {
                ServerDefaults told = defaults.apply(server.file().source().path());
                facts.servers(server.config(), told).stream().map(settings -> new StoringServer(Optional.of(settings), settings.server().flatMap(Server::runs).map(Server.Run::process), told))
                        .filter(storing -> !storing.isAgent()).forEach(found::add);
            }
        }
        Set<String> templates = new HashSet<>();
        estate.files().stream().filter(EstateFile::template).forEach(file -> templates.add(file.source().path()));
        for (ServerProcess process : estate.processes()) {
            if (process.runs("prometheus") && !templates.contains(process.file().path()) && !loading.contains(process)) {
                StoringServer storing = new StoringServer(Optional.empty(), Optional.of(process), defaults.apply(process.file().path()));
                if (!storing.isAgent()) {
                    found.add(storing);
                }
            }
        }
        return List.copyOf(found);
    }

    private boolean isAgent() {
        return process.map(ServerProcess::flags).filter(flags -> flags.flag("agent").isPresent()
                || flags.flags().stream().anyMatch(flag -> flag.name().equals("enable-feature") && flag.value().filter(value -> List.of(value.value().split(",")).contains("agent")).isPresent())).isPresent();
    }

    /// Its configuration, if it is in sight.
    public Optional<PrometheusConfig> config() {
        return settings.flatMap(ServerSettings::config);
    }

    /// Its command line, if all of it is in sight.
    public Optional<ServerFlags> flags() {
        return process.filter(ServerProcess::told).map(ServerProcess::flags);
    }

    /// What runs it, or else where its configuration lies.
    public String name() {
        return process.map(ServerProcess::name).filter(name -> !name.isEmpty()).orElseGet(() -> file().path());
    }

    public SourceFile file() {
        return process.map(ServerProcess::file).orElseGet(() -> settings.orElseThrow().server().orElseThrow().file().source());
    }

    /// Where it is named, in [#file].
    public Span place() {
        return process.map(ServerProcess::place).orElse(Span.at(0));
    }

    /// The file that says what it does: the configuration, or else the one that runs it.
    public SourceFile about() {
        return config().map(config -> config.text().file()).orElseGet(this::file);
    }

    /// What its flags say counts only where its configuration, if one is in sight, does not.
    public Retention retention() {
        return settings.map(ServerSettings::retention).orElseGet(() -> Retention.of(Optional.empty(), flags(), defaults, version()));
    }

    /// False if its configuration, which is not in sight, may have a section of retention, as it can since 3.8.
    public boolean isRetentionTold() {
        // The operator writes what its object says to wherever its version has it.
        boolean operated = process.filter(known -> known.origin() instanceof ServerProcess.Origin.Operator).isPresent();
        return operated || config().isPresent() || version().filter(version -> !version.isAtLeast(3, 8)).isPresent();
    }

    /// What the user says, or else the tag of the project's image.
    public Optional<Version> version() {
        return settings.isPresent() ? settings.get().version() : defaults.version().or(() -> process.flatMap(ServerProcess::prometheusVersion));
    }

    /// What its data lies on.
    public Optional<Mount> volume() {
        return process.flatMap(known -> known.dataPath().flatMap(known::mountOf));
    }

    /// How much fits into [#volume], where a file tells it.
    public OptionalLong volumeBytes() {
        return volume().map(Mount::bytes).orElse(OptionalLong.empty());
    }

    public Optional<MemoryLimit> memoryLimit() {
        return process.flatMap(MemoryLimit::of);
    }
}
