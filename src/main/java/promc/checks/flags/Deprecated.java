package promc.checks.flags;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.FlagTable;
import promc.model.FlagTable.Entry;
import promc.model.Image;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.Version;

/// A flag that still works but is on its way out in the version that runs. Where the image has no version in its tag, the newest is assumed, and the message says so.
public final class Deprecated implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/deprecated", Severity.INFO, "A flag is deprecated in the version that runs");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        Optional<Version> version = flags.image().flatMap(Image::version);
        boolean pinned = flags.image().filter(image -> image.digest() || image.tag().filter(tag -> !tag.equals("latest")).isPresent()).isPresent();
        if (version.isEmpty() && pinned) {
            return;
        }
        for (Flag flag : flags.flags()) {
            Optional<Entry> entry = FlagTable.find(flags.component(), flag.name()).filter(e -> e.removedIn().isEmpty());
            Optional<Version> since = entry.flatMap(Entry::deprecatedSince).flatMap(Version::parse);
            if (since.isPresent() && version.map(v -> v.compareTo(since.get()) >= 0).orElse(true)) {
                String instead = entry.get().replacedBy().map(key -> "; use `" + key + "` in the configuration file").orElse("");
                String which = version.isPresent() ? "" : ", and the image's tag names no version, so the newest is assumed";
                var draft = context.report(context.file(), flag.span(), "`--" + flag.name() + "` is deprecated since " + since.get() + which + instead);
                if (version.isEmpty()) {
                    draft.likely();
                }
            }
        }
    }
}
