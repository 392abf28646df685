package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/common/model"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/util/teststorage"
)

// evaluator keeps the storage of the last question, since questions about one database follow each other.
type evaluator struct {
	engine  *promql.Engine
	storage *teststorage.TestStorage
	loaded  string
	kept    []kept
}

// kept is a database to which later questions refer by its id.
type kept struct {
	id      string
	loaded  question
	storage *teststorage.TestStorage
}

// sample is one element of a result. Values are text, since JSON has no NaN; a histogram is written as Prometheus prints it.
type sample struct {
	Labels map[string]string `json:"labels"`
	Points []string          `json:"points"`
}

// result has its samples in the order of their labels. Where the engine fails, error says why and there are none.
type result struct {
	Type     string   `json:"type,omitempty"`
	Samples  []sample `json:"samples"`
	Warnings []string `json:"warnings,omitempty"`
	Error    string   `json:"error,omitempty"`
}

func newEvaluator() *evaluator {
	return &evaluator{engine: promql.NewEngine(promql.EngineOpts{
		MaxSamples:               1_000_000,
		Timeout:                  time.Minute,
		NoStepSubqueryIntervalFn: func(int64) int64 { return time.Minute.Milliseconds() },
		EnableAtModifier:         true,
		EnableNegativeOffset:     true,
		Parser:                   all,
	})}
}

func (e *evaluator) close() {
	if e.storage != nil {
		_ = e.storage.Close() // It was filled for this run alone.
		e.storage = nil
	}
}

func (e *evaluator) closeKept() {
	for _, k := range e.kept {
		_ = k.storage.Close() // As above.
	}
}

func (e *evaluator) load(q question) error {
	if e.storage != nil && len(q.Series) == 0 {
		return nil
	}
	key := q.Interval + "\n" + strings.Join(q.Series, "\n")
	if e.storage != nil && e.loaded == key {
		return nil
	}
	e.close()
	var err error
	if e.storage, err = filled(q); err == nil {
		e.loaded = key
	}
	return err
}

// filled makes a storage that holds the series of the question.
func filled(q question) (*teststorage.TestStorage, error) {
	interval, err := model.ParseDuration(q.Interval)
	if err != nil {
		return nil, err
	}
	database, err := teststorage.NewWithError()
	if err != nil {
		return nil, err
	}
	appender := database.AppenderV2(context.Background())
	for _, line := range q.Series {
		metric, values, err := all.ParseSeriesDesc(line)
		if err != nil {
			return nil, err
		}
		for i, v := range values {
			if v.Omitted {
				continue
			}
			at := int64(i) * time.Duration(interval).Milliseconds()
			if _, err := appender.Append(0, metric, 0, at, v.Value, nil, v.Histogram, storage.AppendV2Options{}); err != nil {
				return nil, fmt.Errorf("%s: %w", line, err)
			}
		}
	}
	return database, appender.Commit()
}

// labels does not tell the error, since the engine names any two of many series that collide.
func (e *evaluator) labels(q question) (any, error) {
	r, err := e.eval(q)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, s := range r.Samples {
		for name := range s.Labels {
			names[name] = true
		}
	}
	return struct {
		Elements int      `json:"elements"`
		Labels   []string `json:"labels"`
		Failed   bool     `json:"failed,omitempty"`
	}{len(r.Samples), append([]string{}, slices.Sorted(maps.Keys(names))...), r.Error != ""}, nil
}

func (e *evaluator) eval(q question) (result, error) {
	if err := e.load(q); err != nil {
		return result{}, err
	}
	at := time.UnixMilli(int64(q.At * 1000))
	query, err := e.engine.NewInstantQuery(context.Background(), e.storage, nil, q.Expr, at)
	if err != nil {
		return result{Samples: []sample{}, Error: err.Error()}, nil
	}
	defer query.Close()
	answer := query.Exec(context.Background())
	if answer.Err != nil {
		return result{Samples: []sample{}, Error: answer.Err.Error()}, nil
	}
	r := result{Type: string(answer.Value.Type()), Samples: samples(answer.Value)}
	for _, warning := range answer.Warnings.AsErrors() {
		r.Warnings = append(r.Warnings, warning.Error())
	}
	slices.Sort(r.Warnings)
	return r, nil
}

func number(f float64) string {
	return strconv.FormatFloat(f, 'g', -1, 64)
}

func samples(value parser.Value) []sample {
	found := []sample{}
	switch v := value.(type) {
	case promql.Scalar:
		found = append(found, sample{map[string]string{}, []string{number(v.V)}})
	case promql.String:
		found = append(found, sample{map[string]string{}, []string{v.V}})
	case promql.Vector:
		slices.SortStableFunc(v, func(a, b promql.Sample) int { return labels.Compare(a.Metric, b.Metric) })
		for _, s := range v {
			point := number(s.F)
			if s.H != nil {
				point = s.H.String()
			}
			found = append(found, sample{s.Metric.Map(), []string{point}})
		}
	case promql.Matrix:
		slices.SortStableFunc(v, func(a, b promql.Series) int { return labels.Compare(a.Metric, b.Metric) })
		for _, s := range v {
			found = append(found, sample{s.Metric.Map(), points(s)})
		}
	}
	return found
}

func points(series promql.Series) []string {
	found := []string{}
	for _, p := range series.Floats {
		found = append(found, number(p.F)+"@"+strconv.FormatInt(p.T, 10))
	}
	for _, p := range series.Histograms {
		found = append(found, p.H.String()+"@"+strconv.FormatInt(p.T, 10))
	}
	return found
}

// marshal writes JSON on one line without escaping what only matters in HTML.
func marshal(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}
