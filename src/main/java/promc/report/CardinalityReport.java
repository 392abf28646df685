package promc.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What `promc cardinality` found, each list ranked with the largest first. Numbers that nobody told are empty; numbers of outputs and selectors are upper bounds.
public record CardinalityReport(Summary summary, List<Metric> metrics, List<Label> labels, List<Output> outputs, List<Selector> selectors, List<WhatIf> whatIf, List<Over> over) {
    public CardinalityReport {
        metrics = List.copyOf(metrics);
        labels = List.copyOf(labels);
        outputs = List.copyOf(outputs);
        selectors = List.copyOf(selectors);
        whatIf = List.copyOf(whatIf);
        over = List.copyOf(over);
    }

    /// `series`: those of the database, or of all metrics described where nobody counted it. `exposed`: some metrics are counted as one target shows them. `origins`: the files that told.
    public record Summary(int files, int rules, OptionalLong series, boolean exposed, List<String> origins) {
        public Summary {
            origins = List.copyOf(origins);
        }
    }

    /// `readers`: how many expressions read it. `type`: as the inventory says.
    public record Metric(String name, OptionalLong series, Optional<String> type, int readers) {}

    /// `kind` and `reason`: what the name of the label tells. `values`: in the whole database. `series`: of the metrics that have it, as far as they are known. `outputs`: how many rules
    /// keep it.
    public record Label(String name, OptionalLong values, String kind, String reason, OptionalLong series, int outputs) {}

    /// The result of a rule. `kind` is `recording` or `alerting`, `line` counts from 1, `largest` is the label that multiplies most.
    public record Output(String name, String kind, String group, String file, int line, String bound, OptionalLong series, Optional<String> largest) {}

    /// One `match[]` of a federation job.
    public record Selector(String selector, String job, String file, int line, String bound, OptionalLong series) {}

    /// What goes if a label does. `series` of the metrics that have it, of which at least `seriesLeft` stay; `outputs` keep it, with `outputSeries` at most, and `outputSeriesLeft` without it;
    /// `example` is the largest of them.
    public record WhatIf(String label, List<String> metrics, OptionalLong series, OptionalLong seriesLeft, int outputs, OptionalLong outputSeries, OptionalLong outputSeriesLeft,
            Optional<Example> example) {
        public WhatIf {
            metrics = List.copyOf(metrics);
        }

        /// How many series go, of metrics and outputs together; at most as many.
        public long saved() {
            return Math.max(0, series.orElse(0) - seriesLeft.orElse(0)) + Math.max(0, outputSeries.orElse(0) - outputSeriesLeft.orElse(0));
        }
    }

    /// The bound of a rule's result with a label and without it.
    public record Example(String rule, String bound, String left) {}

    /// More than a budget allows: `budget` is its key in `.promc.yaml`, `name` what is over it.
    public record Over(String budget, String name, long series, long allowed) {}

    /// The first `rows` of each list.
    public CardinalityReport top(int rows) {
        return new CardinalityReport(summary, first(metrics, rows), first(labels, rows), first(outputs, rows), first(selectors, rows), first(whatIf, rows), over);
    }

    private static <T> List<T> first(List<T> list, int rows) {
        return list.subList(0, Math.min(rows, list.size()));
    }
}
