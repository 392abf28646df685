package promc.model;

import java.util.List;
import promc.yaml.YamlNode;

/// One list of relabel rules, and what it changes. `key` is the key it stands under.
public record RelabelList(Subject subject, YamlNode key, List<RelabelRule> rules) {
    /// What a list is applied to.
    public enum Subject {
        /// The targets of a job: `relabel_configs`.
        TARGETS("target"),
        /// The series that targets expose: `metric_relabel_configs`.
        SERIES("series"),
        /// Alerts on their way to an Alertmanager: `alert_relabel_configs`.
        ALERTS("alert"),
        /// Series on their way to remote storage: `write_relabel_configs`.
        SENT_SERIES("series");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        /// One of what is relabelled, in words.
        public String word() {
            return word;
        }
    }

    public RelabelList {
        rules = List.copyOf(rules);
    }
}
