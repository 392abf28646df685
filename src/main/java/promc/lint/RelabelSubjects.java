package promc.lint;

import java.util.Optional;
import java.util.regex.Pattern;
import promc.model.EstateFile;
import promc.model.MonitorRelabelling;
import promc.model.OperatorObject;
import promc.model.PrometheusConfig;
import promc.model.RelabelList;
import promc.model.ScrapeJob;
import promc.model.View;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlMapping;

/// The lists of relabel rules in a file that can be judged.
final class RelabelSubjects {
    private RelabelSubjects() {}

    private static final class Written {
        /// What other programs write over: Helm and Jinja have braces, Terraform and Compose a `$` before a name and `$$` for one that stays, operators `$(NAME)`.
        static final Pattern TEMPLATE = Pattern.compile("\\{\\{|\\{%|<%|%\\{|\\$\\$|\\$\\{[a-zA-Z_]|\\$\\([a-zA-Z_]|@[A-Z_]+@");
    }

    interface Visitor {
        void visit(RelabelList list, Optional<ScrapeJob> job, PrometheusConfig config);
    }

    /// Cheap, as every file is asked.
    static boolean mayBeIn(EstateFile file) {
        for (View view : file.views()) {
            if (view instanceof PrometheusConfig || view instanceof OperatorObject) {
                return true;
            }
        }
        return false;
    }

    /// Every list, those of monitors last, but for those into which a template may write: what a job's targets are depends on all of it, what its series are on its lists.
    static void each(EstateFile file, Visitor visitor) {
        file.views(PrometheusConfig.class).forEach(config -> {
            for (ScrapeJob job : config.jobs()) {
                for (RelabelList list : job.relabelLists()) {
                    boolean written = list.subject() == RelabelList.Subject.TARGETS ? isWritten(file.source(), job.node())
                            : isWritten("metric_relabel_configs", job, file.source()) || isWritten("params", job, file.source());
                    if (!written) {
                        visitor.visit(list, Optional.of(job), config);
                    }
                }
            }
            for (RelabelList list : config.relabelLists()) {
                if (list.rules().stream().noneMatch(rule -> isWritten(file.source(), rule.node()))) {
                    visitor.visit(list, Optional.empty(), config);
                }
            }
        });
        ofMonitors(file, visitor);
    }

    /// Nothing is known of their targets and series but what holds for all. What a template makes of an object is not seen.
    private static void ofMonitors(EstateFile file, Visitor visitor) {
        if (!file.template()) {
            file.views(OperatorObject.class).forEach(object -> {
                for (RelabelList list : MonitorRelabelling.of(object)) {
                    if (list.rules().stream().noneMatch(rule -> isWritten(file.source(), rule.node()))) {
                        visitor.visit(list, Optional.empty(), MonitorRelabelling.config(object));
                    }
                }
            });
        }
    }

    private static boolean isWritten(String key, ScrapeJob job, SourceFile file) {
        return job.node().entry(key).filter(entry -> Written.TEMPLATE.matcher(entry.span().of(file.text())).find()).isPresent();
    }

    private static boolean isWritten(SourceFile file, YamlMapping node) {
        return Written.TEMPLATE.matcher(node.span().of(file.text())).find();
    }
}
