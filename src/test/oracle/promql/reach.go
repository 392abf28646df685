package main

import (
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
)

const lookback = 5 * time.Minute

// extent is the time that an instant query reads, in milliseconds since 1970, both ends included. Where no selector is read both are 0; where the expression cannot be
// evaluated, error says why.
type extent struct {
	Min   int64  `json:"min"`
	Max   int64  `json:"max"`
	Error string `json:"error,omitempty"`
}

// reach answers with the time that expr reads when it is evaluated at the second at.
func reach(q question) any {
	expr, err := all.ParseExpr(q.Expr)
	if err != nil {
		return extent{Error: err.Error()}
	}
	at := time.UnixMilli(int64(q.At * 1000))
	expr, err = promql.PreprocessExpr(expr, at, at, 0)
	if err != nil {
		return extent{Error: err.Error()}
	}
	from, to := promql.FindMinMaxTime(&parser.EvalStmt{Expr: expr, Start: at, End: at, LookbackDelta: lookback})
	return extent{Min: from, Max: to}
}
