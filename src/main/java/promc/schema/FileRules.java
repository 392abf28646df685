package promc.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// The top of prometheus.yml (`Config.UnmarshalYAML`).
final class FileRules {
    private static final Pattern PATH = Pattern.compile("[^*]*(\\*[^/]*)?", Pattern.DOTALL);

    private FileRules() {}

    static void check(Section file) {
        paths(file, "rule_files");
        paths(file, "scrape_config_files");
        Empty.refuse(file, "scrape_configs", "a scrape job");
        List<YamlMapping> jobs = new ArrayList<>();
        for (YamlNode item : file.items("scrape_configs")) {
            if (item instanceof YamlMapping job) {
                jobs.add(job);
            }
        }
        JobNames.check(jobs, file);
    }

    private static void paths(Section file, String key) {
        for (YamlNode item : file.items(key)) {
            if (item instanceof YamlScalar path && !path.isNull()) {
                if (!PATH.matcher(path.value()).matches()) {
                    file.refuse(Kind.BAD_VALUE, path.span(), "`*` may stand once in a path of `" + key + "`, in its last part");
                } else if (GoGlob.isRefused(path.value())) {
                    file.refuse(Kind.BAD_VALUE, path.span(), "`" + path.value() + "` is no pattern of files: `[` and `\\` have a meaning in it, and this one is not complete");
                }
            }
        }
    }

    /// Items of lists that are null, where Prometheus wants something.
    static final class Empty {
        private Empty() {}

        static void refuse(Section section, String key, String what) {
            for (YamlNode item : section.items(key)) {
                if (item instanceof YamlScalar scalar && scalar.isNull()) {
                    section.refuse(Kind.MISSING, scalar.span().isEmpty() ? section.node().entry(key).orElseThrow().key().span() : scalar.span(), "an item of `" + key + "` is empty, and must be " + what);
                }
            }
        }

        /// The same for every list whose key ends so.
        static void refuseAll(Section section, String suffix, String what) {
            Set<String> keys = ConfigKeys.of(section.struct()).keySet();
            section.node().effective().forEach(entry -> entry.name().filter(name -> name.endsWith(suffix) && keys.contains(name)).ifPresent(name -> refuse(section, name, what)));
        }
    }
}
