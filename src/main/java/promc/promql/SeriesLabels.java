package promc.promql;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.antlr.v4.runtime.CommonToken;
import promc.promql.grammar.PromQLLexer;
import promc.source.Problem;
import promc.source.Span;

/// The beginning of a series description: metric name and labels, made of PromQL's own tokens. `end` is where the values begin.
record SeriesLabels(SequencedMap<String, String> labels, int end, Optional<Problem> problem) {
    /// A series without values (`ParseMetric`), in which blanks may stand between name and braces and nothing may follow.
    static SeriesLabels alone(String text) {
        return read(text, true);
    }

    static SeriesLabels read(String text) {
        return read(text, false);
    }

    private static SeriesLabels read(String text, boolean alone) {
        List<CommonToken> tokens = Scanner.scan(text, Promql.MAX_DEPTH).tokens();
        TreeMap<String, String> labels = new TreeMap<>();
        CommonToken first = tokens.getFirst();
        boolean named = isMetricName(first.getType());
        int at = named ? 1 : 0;
        int end = named ? first.getStopIndex() + 1 : first.getStartIndex();
        boolean braces = tokens.get(at).getType() == PromQLLexer.LEFT_BRACE && (!named || alone || tokens.get(at).getStartIndex() == end);
        if (braces) {
            at++;
            while (tokens.get(at).getType() != PromQLLexer.RIGHT_BRACE) {
                CommonToken label = tokens.get(at);
                boolean quoted = label.getType() == PromQLLexer.STRING;
                if (!quoted && label.getType() != PromQLLexer.IDENTIFIER) {
                    return refused(text, label, "a label name must stand here");
                }
                String name = quoted ? Strings.unquote(label.getText()) : label.getText();
                at++;
                if (tokens.get(at).getType() == PromQLLexer.ASSIGN) {
                    CommonToken value = tokens.get(at + 1);
                    if (value.getType() != PromQLLexer.STRING) {
                        return refused(text, value, "a label value in quotes must stand here");
                    }
                    labels.put(name, Strings.unquote(value.getText()));
                    at += 2;
                } else if (quoted) {
                    labels.put("__name__", name);
                } else {
                    return refused(text, tokens.get(at), "a series has labels, not matchers: write `" + name + "=\"...\"`");
                }
                if (tokens.get(at).getType() == PromQLLexer.COMMA) {
                    at++;
                } else if (tokens.get(at).getType() != PromQLLexer.RIGHT_BRACE) {
                    return refused(text, tokens.get(at), "labels are separated by commas");
                }
            }
            end = tokens.get(at).getStopIndex() + 1;
            at++;
        }
        if (alone && tokens.get(at).getType() != PromQLLexer.EOF) {
            boolean bare = tokens.get(at).getType() == PromQLLexer.ASSIGN;
            return refused(text, tokens.get(at), bare ? "labels stand in braces: `{" + text.strip() + "}`" : "only a metric name and labels may stand here");
        }
        if (named) {
            labels.put("__name__", first.getText());
        }
        return new SeriesLabels(labels, end, Optional.empty());
    }

    private static SeriesLabels refused(String text, CommonToken token, String help) {
        Span span = token.getType() == PromQLLexer.EOF ? Span.at(text.length()) : Scanner.span(token);
        String message = token.getType() == PromQLLexer.EOF ? "`}` is missing" : "unexpected `" + span.of(text) + "` in the labels";
        return new SeriesLabels(new TreeMap<>(), 0, Optional.of(new Problem(span, message, help)));
    }

    private static boolean isMetricName(int type) {
        return switch (type) {
            case PromQLLexer.AGGREGATOR, PromQLLexer.IDENTIFIER, PromQLLexer.METRIC_IDENTIFIER, PromQLLexer.AND, PromQLLexer.OR, PromQLLexer.UNLESS, PromQLLexer.BY,
                    PromQLLexer.WITHOUT, PromQLLexer.OFFSET, PromQLLexer.ANCHORED, PromQLLexer.SMOOTHED, PromQLLexer.START, PromQLLexer.END, PromQLLexer.STEP,
                    PromQLLexer.RANGE, PromQLLexer.MIN_OF, PromQLLexer.MAX_OF, PromQLLexer.FILL, PromQLLexer.FILL_LEFT, PromQLLexer.FILL_RIGHT -> true;
            default -> false;
        };
    }
}
