package promc.lint;

import java.util.List;
import java.util.Optional;
import promc.regex.Regex;

/// Which values the labels or annotations whose name matches `name` may have: those that match `pattern`, or those of the list.
public record NamedValues(Regex name, Optional<Regex> pattern, List<String> values) {
    public NamedValues {
        values = List.copyOf(values);
    }

    public boolean accepts(String label, String value) {
        return name.matches(label) && (pattern.isPresent() ? pattern.get().matches(value) : values.contains(value));
    }
}
