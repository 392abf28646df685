package promc.checks.storage;

import promc.analysis.Capacity;
import promc.analysis.StoringServer;
import promc.lint.Draft;
import promc.model.PrometheusConfig;
import promc.source.Span;

/// What findings that rest on an estimate say of it.
final class Notes {
    private Notes() {}

    /// Who counts the series, and how many samples in a second these are.
    static void samples(Draft draft, Capacity capacity) {
        draft.note(capacity.server().about(), place(capacity.server()), capacity.series().working() + "; in a second " + capacity.series().samplesWorking() + " samples");
    }

    /// Who counts the series.
    static void series(Draft draft, Capacity capacity) {
        draft.note(capacity.server().about(), place(capacity.server()), capacity.series().working());
    }

    private static Span place(StoringServer server) {
        return server.config().map(PrometheusConfig::scrapeInterval).map(field -> field.span()).orElseGet(server::place);
    }
}
