package promc.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// The names of the scrape jobs of one configuration, which must differ.
final class JobNames {
    private JobNames() {}

    static void check(List<YamlMapping> jobs, Section file) {
        repeated(jobs).forEach(file::refuse);
    }

    static List<LoadError> repeated(List<YamlMapping> jobs) {
        List<LoadError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlMapping job : jobs) {
            if (job.get("job_name").orElse(null) instanceof YamlScalar name && !name.isNull() && !seen.add(name.value())) {
                errors.add(new LoadError(Kind.DUPLICATE_JOB, name.span(), "two scrape jobs have the name `" + name.value() + "`"));
            }
        }
        return errors;
    }
}
