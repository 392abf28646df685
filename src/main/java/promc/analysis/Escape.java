package promc.analysis;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.Collections;

/// Whether some series that one [SelectorSet] selects is selected by none of others.
public sealed interface Escape {
    /// Proved that there is none, whatever is stored.
    record Covered() implements Escape {}

    /// A series with exactly these labels escapes. None of its labels but the name can be left out; the values are as short as the labels allow.
    record Witness(SortedMap<String, String> labels) implements Escape {
        public Witness {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }

        /// As a selector is written: `up{job="a"}`.
        @Override
        public String toString() {
            String name = labels.getOrDefault(Shape.NAME, "");
            boolean plain = isPlain(name);
            StringBuilder braces = new StringBuilder(plain ? "" : MatcherForm.quoted(name));
            for (Map.Entry<String, String> label : labels.entrySet()) {
                if (!label.getKey().equals(Shape.NAME)) {
                    braces.append(braces.isEmpty() ? "" : ", ").append(label.getKey()).append('=').append(MatcherForm.quoted(label.getValue()));
                }
            }
            return (plain ? name : "") + (plain && braces.isEmpty() ? "" : "{" + braces + "}");
        }

        /// A metric name that need not be quoted.
        private static boolean isPlain(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || i > 0 && c >= '0' && c <= '9')) {
                    return false;
                }
            }
            return !name.isEmpty();
        }
    }

    /// Not found out within the limits of [SelectorSet#escape].
    record Unknown() implements Escape {}

    default boolean isCovered() {
        return this instanceof Covered;
    }
}
