package promc.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The commands there are. A command's class is loaded only when it is asked for.
enum CommandName {
    CHECK("Find faults in rule files, Prometheus configurations and compose files"),
    FIX("Repair what can be repaired, in place"),
    FORMAT("Lay out the PromQL in rule files, comments kept"),
    EXPR("Say what a PromQL expression is: its labels, values, number of series, reach"),
    CARDINALITY("Rank metrics, labels, rules and federation selectors by series"),
    CAPACITY("Tell what each server needs by its series: samples, memory, disk, and its first limit"),
    FEDERATION("Show what federating jobs collect, who reads it, and the match[] that readers need"),
    GRAPH("Draw which rule reads which: jobs, metrics, recording rules, alerts"),
    RELABEL("Show step by step what relabelling makes of a target and its series"),
    EXPLAIN("Show the page of a check, or the policy in force for a path"),
    CHECKS("List all checks"),
    INIT("Write a commented .promc.yaml that fits what is found"),
    SCHEMA("Print the JSON Schema of .promc.yaml"),
    COMPLETION("Print the completion script for bash, zsh or fish");

    private final String summary;

    CommandName(String summary) {
        this.summary = summary;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String summary() {
        return summary;
    }

    Command create() {
        return switch (this) {
            case CHECK -> new CheckCommand();
            case FIX -> new FixCommand();
            case FORMAT -> new FormatCommand();
            case EXPR -> new ExprCommand();
            case CARDINALITY -> new CardinalityCommand();
            case CAPACITY -> new CapacityCommand();
            case FEDERATION -> new FederationCommand();
            case GRAPH -> new GraphCommand();
            case RELABEL -> new RelabelCommand();
            case EXPLAIN -> new ExplainCommand();
            case CHECKS -> new ChecksCommand();
            case INIT -> new InitCommand();
            case SCHEMA -> new SchemaCommand();
            case COMPLETION -> new CompletionCommand();
        };
    }

    static Optional<CommandName> of(String word) {
        return Arrays.stream(values()).filter(name -> name.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(CommandName::word).toList();
    }
}
