package main

import (
	"fmt"
	_ "unsafe" // for go:linkname

	"github.com/prometheus/common/model"
	"go.yaml.in/yaml/v2"

	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
	"github.com/prometheus/prometheus/scrape"
)

// labelSet is written with its names in order.
type labelSet map[string]string

// relabelling is what the ops relabel and scrape are about: rules as YAML has them, each label set on its own; or one scrape job, as the
// whole configuration has it but for its discovery, with the labels that a discovery gives a target and its group, and the labels that the target exposes.
type relabelling struct {
	Rules     string     `json:"rules,omitempty"`
	Scheme    string     `json:"scheme,omitempty"`
	Sets      []labelSet `json:"sets,omitempty"`
	Job       string     `json:"job,omitempty"`
	Discovery string     `json:"discovery,omitempty"`
	Target    labelSet   `json:"target,omitempty"`
	Group     labelSet   `json:"group,omitempty"`
	Exposed   []labelSet `json:"exposed,omitempty"`
}

// relabelled has one answer for each label set, null where it is dropped; or the error for which the configuration is refused.
type relabelled struct {
	Results []labelSet `json:"results"`
	Error   string     `json:"error,omitempty"`
}

// scraped has the target's own labels, null if there is no such target, and what becomes of each label set that it exposes.
type scraped struct {
	Target  labelSet   `json:"labels"`
	Results []labelSet `json:"results,omitempty"`
	Error   string     `json:"error,omitempty"`
}

//go:linkname mutateSampleLabels github.com/prometheus/prometheus/scrape.mutateSampleLabels
func mutateSampleLabels(lset labels.Labels, target *scrape.Target, honor bool, rc []*relabel.Config) labels.Labels

func (s labelSet) labels() labels.Labels {
	return labels.FromMap(s)
}

func (s labelSet) model() model.LabelSet {
	set := model.LabelSet{}
	for name, value := range s {
		set[model.LabelName(name)] = model.LabelValue(value)
	}
	return set
}

func setOf(all labels.Labels) labelSet {
	set := labelSet{}
	all.Range(func(l labels.Label) { set[l.Name] = l.Value })
	return set
}

func relabelSets(q relabelling) relabelled {
	scheme := model.UTF8Validation
	if q.Scheme == "legacy" {
		scheme = model.LegacyValidation
	}
	var rules []*relabel.Config
	err := yaml.UnmarshalStrict([]byte(q.Rules), &rules)
	for i := 0; err == nil && i < len(rules); i++ {
		err = rules[i].Validate(scheme)
	}
	if err != nil {
		return relabelled{Error: err.Error()}
	}
	results := []labelSet{}
	for _, set := range q.Sets {
		builder := labels.NewBuilder(set.labels())
		if relabel.ProcessBuilder(builder, rules...) {
			results = append(results, setOf(builder.Labels()))
		} else {
			results = append(results, nil)
		}
	}
	return relabelled{Results: results}
}

func scrapeSets(q relabelling) (scraped, error) {
	loaded, err := config.Load(q.Job, nil)
	if err != nil {
		return scraped{Error: err.Error()}, nil
	}
	jobs, err := loaded.GetScrapeConfigs()
	if err != nil {
		return scraped{Error: err.Error()}, nil
	}
	if len(jobs) != 1 {
		return scraped{}, fmt.Errorf("%d jobs in place of one", len(jobs))
	}
	job := jobs[0]
	own, err := scrape.PopulateLabels(labels.NewBuilder(labels.EmptyLabels()), job, q.Target.model(), q.Group.model())
	if err != nil {
		return scraped{Error: err.Error()}, nil
	}
	if own.IsEmpty() {
		return scraped{}, nil
	}
	target := scrape.NewTarget(own, job, q.Target.model(), q.Group.model())
	answer := scraped{Target: setOf(target.Labels(labels.NewBuilder(labels.EmptyLabels())))}
	for _, exposed := range q.Exposed {
		kept := mutateSampleLabels(exposed.labels(), target, job.HonorLabels, job.MetricRelabelConfigs)
		if kept.IsEmpty() {
			answer.Results = append(answer.Results, nil)
		} else {
			answer.Results = append(answer.Results, setOf(kept))
		}
	}
	return answer, nil
}
