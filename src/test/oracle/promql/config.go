package main

import (
	"errors"
	"log/slog"
	"path/filepath"
	"strings"

	"github.com/prometheus/prometheus/config"
	_ "github.com/prometheus/prometheus/discovery/install" // Registers the sections of service discoveries.
)

// loading is what becomes of a configuration: nothing, or why it is refused.
type loading struct {
	OK    bool   `json:"ok"`
	Error string `json:"error,omitempty"`
}

// load reads a configuration as the server does, and looks for rule files as it does after that.
func load(text string) (answer loading) {
	defer func() {
		if recover() != nil {
			answer = loading{Error: "crash"}
		}
	}()
	cfg, err := config.Load(text, slog.New(slog.DiscardHandler))
	if err == nil {
		for _, pattern := range append(cfg.RuleFiles, cfg.ScrapeConfigFiles...) {
			_, bad := filepath.Match(pattern, "")
			err = errors.Join(err, bad)
		}
	}
	if err != nil {
		return loading{Error: strings.TrimPrefix(err.Error(), "yaml: unmarshal errors:\n")}
	}
	return loading{OK: true}
}
