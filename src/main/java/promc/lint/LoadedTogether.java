package promc.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.RuleFile;
import promc.model.Server;

/// Rule files that one server loads: each by itself, since a file is loaded as a whole, and those of each server in sight. Copies of rules for other servers are in no set together.
/// `where` says what holds them, as in "two rules of this file"; `surely` is false where a container lacks the mount for one of them.
public record LoadedTogether(List<RuleFile> files, String where, boolean surely) {
    /// Templates are left out: what they will hold is not known.
    public static List<LoadedTogether> of(Estate estate) {
        List<LoadedTogether> sets = new ArrayList<>();
        for (EstateFile file : estate.files()) {
            if (file.isRelevant() && !file.template()) {
                file.views(RuleFile.class).forEach(view -> sets.add(new LoadedTogether(List.of(view), "file", true)));
            }
        }
        for (Server server : estate.servers()) {
            // By identity: to compare files would be to compare all that they hold.
            Set<RuleFile> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            List<RuleFile> files = new ArrayList<>();
            server.rules().forEach(link -> (link.mounted() ? link.files() : beside(server, link.pattern().value(), estate)).stream().filter(seen::add).forEach(files::add));
            if (files.size() > 1) {
                sets.add(new LoadedTogether(files, "server", server.rules().stream().allMatch(Server.RuleLink::mounted)));
            }
        }
        for (Server server : estate.unconfiguredServers()) {
            List<RuleFile> files = server.rules().stream().flatMap(link -> link.files().stream()).toList();
            if (files.size() > 1) {
                sets.add(new LoadedTogether(files, "server", false));
            }
        }
        return sets;
    }

    /// Files of one folder that no server in sight loads: they may be loaded together, so that what is said of them is LIKELY.
    public static List<LoadedTogether> perhaps(Estate estate) {
        Set<RuleFile> loaded = Collections.newSetFromMap(new IdentityHashMap<>());
        estate.servers().forEach(server -> server.rules().forEach(link -> loaded.addAll(link.files())));
        estate.unconfiguredServers().forEach(server -> server.rules().forEach(link -> loaded.addAll(link.files())));
        Map<String, List<RuleFile>> byFolder = new LinkedHashMap<>();
        for (EstateFile file : estate.files()) {
            if (!file.template()) {
                file.views(RuleFile.class).filter(view -> !loaded.contains(view)).forEach(view -> byFolder.computeIfAbsent(file.source().folder(), folder -> new ArrayList<>(1)).add(view));
            }
        }
        return byFolder.values().stream().filter(files -> files.size() > 1).map(files -> new LoadedTogether(files, "folder", false)).toList();
    }

    /// A rule file that a container lacks a mount for (`scrape/missing-file` says so) is still the one beside the configuration that is meant.
    private static List<RuleFile> beside(Server server, String path, Estate estate) {
        String wanted = server.file().source().folder() + path;
        return estate.files().stream().filter(file -> file.source().path().equals(wanted)).flatMap(file -> file.views(RuleFile.class)).toList();
    }
}
