package promc.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import promc.model.Estate;
import promc.model.EstateFile;

/// The names that rules of templates record, as far as the templates show them: whole ones, and what stands before the first action in others.
record TemplateRecords(Set<String> names, List<String> beginnings) {
    private static final String KEY = "record:";
    private static final String ACTION = "{{";

    static TemplateRecords of(Estate estate) {
        TemplateRecords records = new TemplateRecords(new HashSet<>(), new ArrayList<>());
        Set<String> begun = new HashSet<>();
        estate.files().stream().filter(EstateFile::template).forEach(file -> file.source().text().lines().forEach(line -> {
            int key = line.indexOf(KEY);
            if (key >= 0) {
                String value = line.substring(key + KEY.length()).strip().replaceAll("^[\"']|[\"']$", "");
                int action = value.indexOf(ACTION);
                if (action < 0) {
                    records.names.add(value);
                } else if (action > 0 && begun.add(value.substring(0, action))) {
                    records.beginnings.add(value.substring(0, action));
                }
            }
        }));
        return records;
    }

    boolean mayRecord(String name) {
        return names.contains(name) || beginnings.stream().anyMatch(name::startsWith);
    }
}
