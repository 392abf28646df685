package promc.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.model.EstateFile;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.RuleTests;
import promc.model.ScrapeJob;
import promc.model.View;
import promc.source.Span;

/// What the checks of one file look at, listed once for all of them. `queries` are expressions of unit tests: their syntax and types count, but what their input series
/// make of them is for the test to say.
record Subjects(List<InFile> groups, List<InGroup> rules, List<InPlace> expressions, List<InPlace> queries, List<InConfig> jobs) {
    record InFile(RuleGroup group, RuleFile file) {}

    record InGroup(Rule rule, RuleGroup group, Optional<Finding.InRule> about) {}

    record InConfig(ScrapeJob job, PrometheusConfig config) {}

    record InPlace(Expression expression, Span place, Optional<Finding.InRule> about) {}

    static Subjects of(EstateFile file) {
        Subjects subjects = new Subjects(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(0));
        for (View view : file.views()) {
            if (view instanceof RuleFile rules) {
                rules.groups().forEach(group -> subjects.add(group, rules));
            } else if (view instanceof RuleTests tests) {
                tests.cases().forEach(test -> test.queries().forEach(query -> query.expr().value().ifPresent(expression -> subjects.queries.add(place(expression, Optional.empty())))));
            } else if (view instanceof PrometheusConfig config) {
                for (ScrapeJob job : config.jobs()) {
                    subjects.jobs.add(new InConfig(job, config));
                    job.matches().forEach(selector -> subjects.add(selector, Optional.empty()));
                }
            }
        }
        return subjects;
    }

    private void add(RuleGroup group, RuleFile file) {
        groups.add(new InFile(group, file));
        for (Rule rule : group.rules()) {
            Optional<Finding.InRule> about = Optional.of(Finding.InRule.of(rule, group));
            rules.add(new InGroup(rule, group, about));
            rule.expr().value().ifPresent(expression -> add(expression, about));
        }
    }

    private void add(Expression expression, Optional<Finding.InRule> about) {
        expressions.add(place(expression, about));
    }

    private static InPlace place(Expression expression, Optional<Finding.InRule> about) {
        return new InPlace(expression, expression.text().toFile(expression.text().span()), about);
    }
}
