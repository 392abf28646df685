package promc.lint;

import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.ExpositionFile;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.model.ServerFlags;
import promc.promql.Expr;

/// A thing to look for. One final class without state per check; what it looks at is its kind. [Linter] is one exhaustive switch over them.
public sealed interface Check {
    CheckInfo info();

    /// Looks at a file as read, before it is anything: YAML syntax, keys.
    non-sealed interface FileCheck extends Check {
        void check(EstateFile file, Context context);

        /// True if it judges in a template what no action can change.
        default boolean judgesTemplates() {
            return false;
        }
    }

    non-sealed interface GroupCheck extends Check {
        void check(RuleGroup group, RuleFile file, Context context);
    }

    non-sealed interface RuleCheck extends Check {
        void check(Rule rule, RuleGroup group, Context context);
    }

    /// Looks at an expression whatever became of it: the check of its syntax and types.
    non-sealed interface ExpressionCheck extends Check {
        void check(Expression expression, Context context);
    }

    /// Looks at an expression that Prometheus accepts; `root` is its syntax tree. Spans of the tree count in `expression.text()`.
    non-sealed interface ExprCheck extends Check {
        void check(Expr root, Expression expression, Context context);
    }

    non-sealed interface ScrapeJobCheck extends Check {
        void check(ScrapeJob job, PrometheusConfig config, Context context);

        /// True if it judges what stands in a job, whatever a template may put beside it.
        default boolean judgesTemplates() {
            return false;
        }
    }

    /// Looks at how one list of relabel rules is applied that Prometheus accepts; `job` is empty for lists that belong to none. It judges templates, too, but no list into which one writes.
    non-sealed interface RelabelCheck extends Check {
        void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context);
    }

    /// Looks at one command line, wherever it is kept.
    non-sealed interface FlagsCheck extends Check {
        void check(ServerFlags flags, Context context);
    }

    non-sealed interface ServiceCheck extends Check {
        void check(ComposeService service, ComposeFile file, Context context);
    }

    non-sealed interface ExpositionCheck extends Check {
        void check(ExpositionFile file, Context context);
    }

    non-sealed interface EstateCheck extends Check {
        void check(Estate estate, Context context);
    }

    /// Done by the linter itself, which alone knows what it needs: suppressions and its own failures.
    record Own(CheckInfo info) implements Check {}
}
