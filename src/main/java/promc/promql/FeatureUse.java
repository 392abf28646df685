package promc.promql;

import java.util.Optional;
import promc.source.Span;

/// A construct of an expression that not every Prometheus has: `name` as a reader knows it, `since` the first release that had it at all. `flag` is the
/// name for `--enable-feature` that it needs, up to and without the release `free` where that is told; without a flag it is part of the stable language.
public record FeatureUse(String name, Span span, Release since, Optional<String> flag, Optional<Release> free) {
    /// A minor release of Prometheus.
    public record Release(int major, int minor) implements Comparable<Release> {
        /// `2.54.0` or `2.54`.
        static Release of(String version) {
            String[] parts = version.split("\\.");
            return new Release(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override public int compareTo(Release other) {
            return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
        }

        @Override public String toString() {
            return major + "." + minor;
        }
    }

    /// True if a server of this release needs the flag.
    public boolean needsFlag(Release release) {
        return flag.isPresent() && (free.isEmpty() || release.compareTo(free.get()) < 0);
    }
}
