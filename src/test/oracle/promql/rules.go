package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/common/model"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/rules"
)

// rules loads the rule file of the question, evaluates its groups in their order at each of the times as the server does, and then the readers. The
// answer holds for each reader what it returned.
func (e *evaluator) rules(q question) (any, error) {
	loaded := q
	for _, k := range e.kept {
		if k.id == q.ID {
			loaded = k.loaded
		}
	}
	database, err := filled(loaded)
	if err != nil {
		return nil, err
	}
	defer func() { _ = database.Close() }() // It was filled for this question alone.
	file, err := os.CreateTemp("", "rules-*.yml")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(file.Name()) }() // What is left of a question that failed is in the folder for such files.
	if _, err := file.WriteString(q.Rules); err != nil {
		return nil, err
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	manager := rules.NewManager(&rules.ManagerOptions{
		NameValidationScheme: model.UTF8Validation,
		QueryFunc:            rules.EngineQueryFunc(e.engine, database),
		Context:              context.Background(),
		Appendable:           database,
		Queryable:            database,
		Logger:               slog.New(slog.DiscardHandler),
		Parser:               all,
	})
	found, faults := manager.LoadGroups(time.Minute, labels.EmptyLabels(), "", nil, false, file.Name())
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	groups := []*rules.Group{}
	for _, group := range found {
		groups = append(groups, group)
	}
	slices.SortFunc(groups, func(a, b *rules.Group) int { return strings.Compare(a.Name(), b.Name()) })
	for _, at := range q.Times {
		for _, group := range groups {
			group.Eval(context.Background(), time.UnixMilli(int64(at*1000)))
		}
	}
	failed := 0
	for _, group := range groups {
		for _, rule := range group.Rules() {
			if rule.LastError() != nil {
				failed++
			}
		}
	}
	answers := newContents()
	for _, reader := range q.Readers {
		if err := answers.add(e.engine, database, reader, time.UnixMilli(int64(q.At*1000))); err != nil {
			return nil, err
		}
	}
	answers.Type = ""
	return struct {
		Failed int `json:"failed,omitempty"`
		*contents
	}{failed, answers}, nil
}
