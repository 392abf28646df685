package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.model.Inventory.Builder;
import promc.source.Problem;
import promc.source.Span;

/// What `promtool tsdb analyze` prints of a block (`cmd/promtool/tsdb.go`): a few totals, then lists of a number and a name each. Of the lists, those with the label names that have the
/// most values and the metrics that have the most series tell what an inventory holds.
final class TsdbAnalysis {
    private static final Pattern TOTAL = Pattern.compile("(?:Total )?Series: (\\d{1,18})");
    private static final Pattern ITEM = Pattern.compile("(\\d{1,18}) (.+)");
    private static final String LABELS = "Highest cardinality labels:";
    private static final String METRICS = "Highest cardinality metric names:";

    private TsdbAnalysis() {}

    static boolean recognise(String text) {
        return text.startsWith("Block ID:") || text.contains("\n" + LABELS) || text.contains("\n" + METRICS) || text.startsWith(LABELS) || text.startsWith(METRICS);
    }

    static List<Problem> read(String text, Builder builder) {
        String section = "";
        int told = 0;
        List<String> lines = new ArrayList<>(text.lines().map(String::strip).toList());
        for (String line : lines) {
            Matcher total = TOTAL.matcher(line);
            Matcher item = ITEM.matcher(line);
            if (total.matches()) {
                builder.totalSeries(Long.parseLong(total.group(1)));
                told++;
            } else if (line.endsWith(":")) {
                section = line;
            } else if (item.matches() && section.equals(LABELS)) {
                builder.labelValues(item.group(2), Long.parseLong(item.group(1)));
                told++;
            } else if (item.matches() && section.equals(METRICS)) {
                builder.series(item.group(2), Long.parseLong(item.group(1)));
                told++;
            }
        }
        return told > 0 ? List.of() : List.of(new Problem(new Span(0, Math.min(text.length(), "Block ID:".length())),
                "this looks like the output of `promtool tsdb analyze`, but holds none of its numbers"));
    }
}
