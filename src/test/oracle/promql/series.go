package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/storage"
)

// contents holds one expression's results over several databases. A result is the text of an error, or pairs: the number of a label set in sets, then
// the value as text, "h" for a native histogram.
type contents struct {
	Type    string              `json:"type,omitempty"`
	Sets    []map[string]string `json:"sets"`
	Results []any               `json:"results"`
	numbers map[string]int
}

func newContents() *contents {
	return &contents{Sets: []map[string]string{}, Results: []any{}, numbers: map[string]int{}}
}

func (c *contents) number(set map[string]string) int {
	key := labels.FromMap(set).String()
	if _, known := c.numbers[key]; !known {
		c.numbers[key] = len(c.Sets)
		c.Sets = append(c.Sets, set)
	}
	return c.numbers[key]
}

// add evaluates expr over a database. Of an error only what stands before the series it names is kept, since the engine names any two of many.
func (c *contents) add(engine *promql.Engine, database storage.Queryable, expr string, at time.Time) error {
	query, err := engine.NewInstantQuery(context.Background(), database, nil, expr, at)
	if err != nil {
		return err
	}
	defer query.Close()
	answer := query.Exec(context.Background())
	if answer.Err != nil {
		text := answer.Err.Error()
		if i := strings.IndexAny(text, "{["); i >= 0 {
			text = text[:i]
		}
		c.Results = append(c.Results, strings.TrimSpace(text))
		return nil
	}
	c.Type = string(answer.Value.Type())
	pairs := []any{}
	for _, s := range samples(answer.Value) {
		value := s.Points[0]
		if strings.HasPrefix(value, "{") {
			value = "h"
		}
		pairs = append(pairs, c.number(s.Labels), value)
	}
	c.Results = append(c.Results, pairs)
	return nil
}

// database keeps the series of the question for the questions about them, in the order in which they are given.
func (e *evaluator) database(q question) (any, error) {
	s, err := filled(q)
	if err != nil {
		return nil, err
	}
	e.kept = append(e.kept, kept{q.ID, q, s})
	return struct {
		Database int `json:"database"`
	}{len(e.kept)}, nil
}

// series evaluates over all databases that are kept, or over the one of which the id is given.
func (e *evaluator) series(q question) (any, error) {
	found := newContents()
	at := time.UnixMilli(int64(q.At * 1000))
	for _, k := range e.kept {
		if q.ID == "" || q.ID == k.id {
			if err := found.add(e.engine, k.storage, q.Expr, at); err != nil {
				return nil, err
			}
		}
	}
	if len(found.Results) == 0 {
		return nil, fmt.Errorf("no such database: %q", q.ID)
	}
	return found, nil
}
