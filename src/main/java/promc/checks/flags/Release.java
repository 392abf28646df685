package promc.checks.flags;

import java.util.Optional;
import java.util.Set;
import promc.lint.Draft;
import promc.model.FlagTable;
import promc.model.Image;
import promc.model.ServerFlags;
import promc.model.Version;

/// What is known of the release of the program behind a command line. `version` is that of the image's tag; `newest` is true where the tag names none, so that the newest is run as often as not;
/// `upstream` is false for an image of somebody else's, which may be a fork or start the program by a script.
record Release(Optional<Version> version, boolean newest, boolean upstream, String component) {
    private static final Set<String> PUBLISHERS = Set.of("prom/prometheus", "prometheus/prometheus", "prom/alertmanager", "prometheus/alertmanager", "thanos/thanos", "thanosio/thanos", "improbable/thanos",
            "bitnami/prometheus", "bitnami/alertmanager", "bitnami/thanos", "bitnamilegacy/prometheus", "bitnamilegacy/alertmanager", "bitnamilegacy/thanos");

    /// Empty for a program that promc has no table for, or a release of before that.
    static Optional<Release> of(ServerFlags flags) {
        String component = flags.component();
        if (!FlagTable.knows(component)) {
            return Optional.empty();
        }
        Optional<Image> image = flags.image().filter(own -> own.baseName().equals(flags.program()));
        boolean upstream = image.isEmpty() || PUBLISHERS.contains(lastTwo(image.get().repository()));
        Optional<Version> version = image.flatMap(Image::version).filter(tag -> upstream || tag.major() <= FlagTable.newest(component).major());
        if (version.filter(tag -> tag.compareTo(FlagTable.oldest(component)) < 0).isPresent()) {
            return Optional.empty();
        }
        boolean newest = version.isEmpty() && image.filter(own -> !own.digest() && own.tag().filter(tag -> !tag.equals("latest")).isEmpty()).isPresent();
        return Optional.of(new Release(version, newest, upstream, component));
    }

    private static String lastTwo(String repository) {
        int last = repository.lastIndexOf('/');
        int before = last < 0 ? -1 : repository.lastIndexOf('/', last - 1);
        return repository.substring(before + 1);
    }

    /// True if what holds from `since` on holds for it, as far as can be told: its version says so, or is the newest by all that is known.
    boolean has(Version since) {
        return version.map(own -> own.compareTo(since) >= 0).orElse(newest);
    }

    /// True if it is known to be older.
    boolean isBefore(Version since) {
        return version.filter(own -> own.compareTo(since) < 0).isPresent();
    }

    /// True if promc has a table of all flags of this very release.
    boolean isTabled() {
        return version.filter(own -> own.compareTo(FlagTable.newest(component)) <= 0).isPresent();
    }

    /// What a message adds where the version is assumed.
    String assumption() {
        return version.isPresent() ? "" : " (the image's tag names no version, so the newest is assumed)";
    }

    /// Lowers the confidence of what rests on an assumption: that of the version, or that somebody else's image runs the program as it is.
    void judge(Draft draft, boolean certain) {
        if (!certain || !upstream) {
            draft.likely();
        }
    }
}
