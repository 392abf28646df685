package promc.analysis;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import promc.model.Glob;

/// What the user's configuration says of a server that others federate: `key` is the address by which they scrape it, a glob, or the name of the job that does; `configs` are the paths of the
/// configurations that may be there, as the estate has them.
public record LeafSetting(String key, List<String> configs, Why why) {
    public LeafSetting {
        configs = List.copyOf(configs);
    }

    /// True if it is about this target.
    boolean isAbout(String address, String job) {
        if (key.equals(address) || key.equals(job)) {
            return true;
        }
        try {
            PathMatcher glob = Glob.of(key);
            return glob.matches(Path.of(address));
        } catch (InvalidPathException | PatternSyntaxException noPath) {
            return false;
        }
    }
}
