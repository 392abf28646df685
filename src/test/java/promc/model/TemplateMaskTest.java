package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import promc.checks.Checks;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Linter;
import promc.source.SourceFile;
import promc.testing.SpecEstate;

/// Templates are read around their actions.
class TemplateMaskTest {
    private static final String CHART = """
            {{- if .Values.rules.enabled }}
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: {{ include "chart.fullname" . }}
              labels:
                {{- include "chart.labels" . | nindent 4 }}
            spec:
              groups:
                - name: api
                  rules:
                    - alert: Slow
                      expr: histogram_quantile(0.9, sum by (job) (rate(x_bucket{job=~"api"}[5m]))) > 1
                      for: {{ .Values.for }}
                      labels:
                        severity: {{ .Values.severity | default "page" }}
                      annotations:
                        summary: {{ `{{ $labels.job }} is slow` }}
                    - alert: Errors
                      expr: rate(errors_total{job=~"{{ .Values.job }}"}[5m]) > {{ .Values.limit }}
            {{- end }}
            """;

    @Test
    void keepsEveryPlace() {
        String masked = TemplateMask.mask(CHART);
        assertThat(masked).hasSameSizeAs(CHART).doesNotContain("{{").doesNotContain("}}");
        assertThat(masked.lines().toList().getFirst()).isBlank();
        assertThat(masked).contains("name: xxxx").contains("histogram_quantile(0.9, sum by (job)");
        assertThat(masked.indexOf("histogram_quantile")).isEqualTo(CHART.indexOf("histogram_quantile"));
    }

    @Test
    void judgesWhatIsWrittenAndNotWhatAnActionWrites() {
        EstateFile file = EstateReader.read(List.of(SourceFile.of("charts/x/templates/rules.yaml", CHART))).files().getFirst();
        assertThat(file.template()).isTrue();
        assertThat(file.views(RuleFile.class)).hasSize(1);
        List<Finding> findings = new Linter(Checks.ALL, path -> Config.Settings.DEFAULT, SpecEstate.TODAY).lint(new Estate(List.of(file))).findings();
        assertThat(findings).extracting(Finding::check).containsExactly("promql/quantile-without-le", "promql/regex-matches-literal");
        assertThat(findings.getLast().start().line()).isEqualTo(13);
    }

    @Test
    void anAlertsOwnTemplatesMakeNoTemplate() {
        String rules = "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up == 0\n    annotations:\n      summary: \"{{ $labels.job }}\"\n";
        assertThat(EstateReader.read(List.of(SourceFile.of("templates/rules.yml", rules))).files().getFirst().template()).isFalse();
    }

    @Test
    void survivesActionsWithoutAnEnd() {
        assertThat(TemplateMask.mask("a: {{ .x\nb: {% y")).hasSize(16);
        assertThat(TemplateMask.mask("{{ `}}` }}x")).isEqualTo("xxxxxxxxxxx");
    }
}
