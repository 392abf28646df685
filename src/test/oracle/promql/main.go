// Command promql answers questions about PromQL with Prometheus' own parser and engine. It reads one JSON object a line and writes one for
// each, in order: the question with its answer. The field op says what is asked:
//
//	parse      validity, type and canonical text of expr, or its errors; options is all (the default) or default
//	format     expr as the server's formatter lays it out, at most 100 characters wide where it can
//	selector   the matchers of expr as match[] takes it, or its errors
//	eval       expr as an instant query at the second at, over series given as in a load command, one sample each interval from second 0
//	           (no series: those of the question before)
//	database   keeps series as above under an id
//	series     what expr returns over each database that was kept so far, or over the one with the id
//	rules      what each of the readers returns after the rule file in rules was evaluated at each of the times over the series, or over those
//	           of the database with the id
//	labels     which labels the result of such a query has, and of how many elements it is; or that it failed
//	reach      the time that expr reads as an instant query at the second at, with a lookback of five minutes
//	functions  the table of functions; takes no expr
//	relabel    what relabel rules make of label sets
//	template   whether a rule file with expr as an annotation loads, and what it expands to for two alerts
//	config     whether the server loads expr as its configuration, and why not
//	scrape     which labels a target of a scrape job gets, and what becomes of the series it exposes
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/prometheus/prometheus/promql/parser"
)

// question holds what is asked, and stands in front of the answer in the same object. The kind says nothing to this program.
type question struct {
	Op       string    `json:"op"`
	ID       string    `json:"id,omitempty"`
	Kind     string    `json:"kind,omitempty"`
	Options  string    `json:"options,omitempty"`
	Expr     string    `json:"expr"`
	Series   []string  `json:"series,omitempty"`
	Interval string    `json:"interval,omitempty"`
	At       float64   `json:"at,omitempty"`
	Rules    string    `json:"rules,omitempty"`
	Times    []float64 `json:"times,omitempty"`
	Readers  []string  `json:"readers,omitempty"`
	// Relabel is what relabel and scrape ask about.
	Relabel *relabelling `json:"relabel,omitempty"`
}

// fault is one error of the parser; start and end count bytes of the expression, and end may lie before start.
type fault struct {
	Message string `json:"message"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

// syntax is what the parser says. Of many errors only the first few are told, in the order in which the parser found them.
type syntax struct {
	OK     bool    `json:"ok"`
	Type   string  `json:"type,omitempty"`
	Text   *string `json:"string,omitempty"`
	Count  int     `json:"count,omitempty"`
	Errors []fault `json:"errors,omitempty"`
}

const maxFaults = 3

var options = map[string]parser.Options{
	"all": {
		EnableExperimentalFunctions:  true,
		ExperimentalDurationExpr:     true,
		EnableExtendedRangeSelectors: true,
		EnableBinopFillModifiers:     true,
	},
	"default": {ExperimentalDurationExpr: true},
}

var all = parser.NewParser(options["all"])

func refused(err error) syntax {
	var many parser.ParseErrors
	var one *parser.ParseErr
	switch {
	case errors.As(err, &many):
	case errors.As(err, &one):
		many = parser.ParseErrors{*one}
	default:
		return syntax{Count: 1, Errors: []fault{{Message: err.Error(), Start: -1, End: -1}}}
	}
	answer := syntax{Count: len(many)}
	for _, e := range many[:min(len(many), maxFaults)] {
		answer.Errors = append(answer.Errors, fault{e.Err.Error(), int(e.PositionRange.Start), int(e.PositionRange.End)})
	}
	return answer
}

func accepted(kind parser.ValueType, text string) syntax {
	return syntax{OK: true, Type: string(kind), Text: &text}
}

func parse(q question, text func(parser.Expr) string) (syntax, error) {
	p := all
	if q.Options != "" {
		o, known := options[q.Options]
		if !known {
			return syntax{}, fmt.Errorf("no such options: %q", q.Options)
		}
		p = parser.NewParser(o)
	}
	expr, err := p.ParseExpr(q.Expr)
	if err != nil {
		return refused(err), nil
	}
	return accepted(expr.Type(), text(expr)), nil
}

// selector answers with the matchers in the order in which they select, one JSON string for each.
func selector(q question) any {
	matchers, err := all.ParseMetricSelector(q.Expr)
	if err != nil {
		return refused(err)
	}
	texts := []string{}
	for _, m := range matchers {
		texts = append(texts, m.String())
	}
	return struct {
		OK       bool     `json:"ok"`
		Matchers []string `json:"matchers"`
	}{true, texts}
}

type function struct {
	Name         string   `json:"name"`
	Args         []string `json:"args"`
	Variadic     int      `json:"variadic"`
	Returns      string   `json:"returns"`
	Experimental bool     `json:"experimental"`
}

func functions() any {
	table := []function{}
	for _, f := range parser.Functions {
		entry := function{Name: f.Name, Args: []string{}, Variadic: f.Variadic, Returns: string(f.ReturnType), Experimental: f.Experimental}
		for _, arg := range f.ArgTypes {
			entry.Args = append(entry.Args, string(arg))
		}
		table = append(table, entry)
	}
	slices.SortFunc(table, func(a, b function) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return struct {
		Functions []function `json:"functions"`
	}{table}
}

func answer(q question, engine *evaluator) (any, error) {
	switch q.Op {
	case "parse":
		return parse(q, func(e parser.Expr) string { return e.String() })
	case "format":
		return parse(q, func(e parser.Expr) string { return parser.Prettify(e) })
	case "selector":
		return selector(q), nil
	case "eval":
		return engine.eval(q)
	case "labels":
		return engine.labels(q)
	case "database":
		return engine.database(q)
	case "series":
		return engine.series(q)
	case "rules":
		return engine.rules(q)
	case "reach":
		return reach(q), nil
	case "functions":
		return functions(), nil
	case "relabel":
		return relabelSets(*q.Relabel), nil
	case "template":
		return expandTemplate(q.Expr)
	case "scrape":
		return scrapeSets(*q.Relabel)
	case "config":
		return load(q.Expr), nil
	}
	return nil, fmt.Errorf("no such op: %q", q.Op)
}

// join makes one object of two: the fields of the question, then those of the answer.
func join(q question, a any) ([]byte, error) {
	first, err := marshal(q)
	if err != nil {
		return nil, err
	}
	second, err := marshal(a)
	if err != nil {
		return nil, err
	}
	return append(append(first[:len(first)-1], ','), second[1:]...), nil
}

func run(in io.Reader, out io.Writer) error {
	engine := newEvaluator()
	defer engine.close()
	defer engine.closeKept()
	writer := bufio.NewWriter(out)
	decoder := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	decoder.DisallowUnknownFields()
	for {
		var q question
		if err := decoder.Decode(&q); errors.Is(err, io.EOF) {
			return writer.Flush()
		} else if err != nil {
			return err
		}
		a, err := answer(q, engine)
		if err != nil {
			return fmt.Errorf("%s: %w", q.Expr, err)
		}
		line, err := join(q, a)
		if err != nil {
			return err
		}
		if _, err := writer.Write(append(line, '\n')); err != nil {
			return err
		}
	}
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}
