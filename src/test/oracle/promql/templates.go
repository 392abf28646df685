package main

import (
	"context"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/template"
)

// expansion is what becomes of a template of one alert.
type expansion struct {
	Text  string `json:"text"`
	Error string `json:"error,omitempty"`
}

type templateAnswer struct {
	OK         bool        `json:"ok"`
	Error      string      `json:"error,omitempty"`
	Expansions []expansion `json:"expansions,omitempty"`
}

var alerts = []struct {
	labels map[string]string
	value  float64
}{
	{map[string]string{"instance": "localhost:9090", "job": "node", "code": "500"}, 42.5},
	{map[string]string{"instance": "db.example.org:80"}, 0},
}

// address is what Go prints for a pointer inside of another value, which is another one each time.
var address = regexp.MustCompile(`(?i)0x[0-9a-f]{9,16}`)

// twoSamples is what every query in a template returns.
func twoSamples(context.Context, string, time.Time) (promql.Vector, error) {
	return promql.Vector{
		{Metric: labels.FromStrings("__name__", "up", "instance", "b", "job", "x"), F: 2.5},
		{Metric: labels.FromStrings("__name__", "up", "instance", "a", "job", "x"), F: 7},
	}, nil
}

// expandTemplate loads a rule file with the text as an annotation, and expands it for alerts as the rule manager does.
func expandTemplate(text string) (templateAnswer, error) {
	quoted, err := json.Marshal(text)
	if err != nil {
		return templateAnswer{}, err
	}
	file := "groups: [{name: g, rules: [{alert: A, expr: up == 0, annotations: {a: " + string(quoted) + "}}]}]"
	_, errs := rulefmt.Parse([]byte(file), false, model.UTF8Validation, parser.NewParser(parser.Options{}), promslog.NewNopLogger())
	if len(errs) > 0 {
		return templateAnswer{Error: errs[0].Error()}, nil
	}
	defs := "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}"
	external := &url.URL{Scheme: "http", Host: "prometheus.example.org", Path: "/p"}
	answer := templateAnswer{OK: true}
	for _, alert := range alerts {
		data := template.AlertTemplateData(alert.labels, map[string]string{"cluster": "eu"}, external.String(), promql.Sample{F: alert.value})
		result, err := template.NewTemplateExpander(context.Background(), strings.Join([]string{defs, text}, ""), "__alert_A", data,
			model.Time(1_700_000_000_000), twoSamples, external, nil).Expand()
		one := expansion{Text: address.ReplaceAllString(result, "0xADDRESS")}
		if err != nil {
			one = expansion{Error: address.ReplaceAllString(err.Error(), "0xADDRESS")}
		}
		answer.Expansions = append(answer.Expansions, one)
	}
	return answer, nil
}
