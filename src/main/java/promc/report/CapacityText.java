package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import promc.analysis.Amounts;
import promc.analysis.Capacity;
import promc.analysis.Capacity.Growth;
import promc.analysis.Capacity.Limit;
import promc.analysis.Capacity.Stop;
import promc.analysis.Range;
import promc.analysis.SeriesEstimate.Basis;

/// `promc capacity` for people: each number with how it was reached.
public record CapacityText(Style style) {
    private static final int LABELS = 16;
    private static final int NUMBERS = 22;
    private static final int BAR = 24;

    public void write(CapacityReport report, Writer out) throws IOException {
        if (report.servers().isEmpty()) {
            out.append("no Prometheus that stores samples is in sight\n");
        }
        boolean first = true;
        for (CapacityReport.Server server : report.servers()) {
            out.append(first ? "" : "\n");
            first = false;
            out.append(style.strong(Printable.line(server.name()))).append(server.name().equals(server.file()) ? "" : "  " + server.file() + ":" + server.line()).append('\n');
            numbers(server.capacity(), out);
            disk(server, out);
            if (report.growth().isPresent()) {
                growth(server, report.growth().get(), out);
            }
            for (String misfit : server.misfits()) {
                out.append("  ").append(style.bad("does not fit: ")).append(misfit).append('\n');
            }
        }
        long counted = report.servers().stream().filter(server -> server.capacity().series().basis() == Basis.INVENTORY).count();
        if (counted > 1) {
            out.append('\n').append(style.faint("What the inventory counts is taken for each of " + counted + " servers; --series tells another number, a .promc.yaml beside a server its own.")).append('\n');
        }
        if (!report.origins().isEmpty()) {
            out.append('\n').append(style.faint("Numbers from " + String.join(", ", report.origins()))).append('\n');
        }
    }

    /// All but the disk over time.
    void numbers(CapacityReport.Server server, Optional<Growth> growth, Writer out) throws IOException {
        numbers(server.capacity(), out);
        if (growth.isPresent()) {
            growth(server, growth.get(), out);
        }
    }

    private void numbers(Capacity capacity, Writer out) throws IOException {
        boolean limited = capacity.series().basis() == Basis.LIMITS;
        String most = limited ? "at most " : "";
        row("series", capacity.series().series().isPresent() ? most + Amounts.count(capacity.series().series().getAsLong()) : "unknown", capacity.series().working(), out);
        Optional<Range> samples = capacity.series().samples();
        if (capacity.series().series().isPresent()) {
            row("samples/s", samples.map(rate -> most + Amounts.range(rate, Amounts::count)).orElse("unknown"), capacity.series().samplesWorking(), out);
            String series = Amounts.count(capacity.series().series().getAsLong());
            row("memory", most + Amounts.range(capacity.memory().orElseThrow(), Amounts::bytes), series + " x 3 KiB to " + series + " x 8 KiB, the latter to plan with; queries come on top; "
                    + capacity.memoryLimit().map(limit -> "the limit is " + Amounts.bytes(limit.bytes())).orElse("no limit in sight"), out);
        }
        row("retention", CapacityReport.limits(capacity.retention()), CapacityReport.source(capacity.retention()), out);
        if (capacity.bytesPerSecond().isPresent()) {
            Range day = capacity.blocks(CapacityReport.DAY).orElseThrow();
            Range bytes = capacity.assumptions().bytesPerSample();
            String rate = Amounts.range(samples.orElseThrow(), Amounts::count);
            row("blocks/day", most + Amounts.range(day, Amounts::bytes), "86,400 s x " + rate + " x " + Amounts.range(bytes, Amounts::bytes)
                    + (bytes.isExact() ? "" : ", mostly " + Amounts.bytes(bytes.likely()) + ": " + Amounts.bytes(day.likely())), out);
            row("log", most + Amounts.range(capacity.log().orElseThrow(), Amounts::bytes), "2 to 3 h x " + rate + "/s x 5 B", out);
        }
        row("volume", capacity.volume().isPresent() ? Amounts.bytes(capacity.volume().getAsLong()) : "unknown", CapacityReport.volume(capacity.server()), out);
        stops(capacity, out);
    }

    private void stops(Capacity capacity, Writer out) throws IOException {
        Optional<Stop> met = capacity.stops().stream().findFirst();
        if (met.isEmpty() || capacity.bytesPerSecond().isEmpty()) {
            return;
        }
        Range rate = capacity.bytesPerSecond().get();
        String least = capacity.series().basis() == Basis.LIMITS ? "at least " : "";
        for (Stop stop : capacity.stops()) {
            String label = stop == met.get() ? "kept, by " + CapacityReport.word(stop.limit()) : "by " + CapacityReport.word(stop.limit());
            if (stop.limit() == Limit.TIME) {
                row(label, Amounts.duration(stop.seconds().likely()), stop == met.get() ? "the first limit that is met" : "", out);
            } else {
                row(label, least + Amounts.range(stop.seconds(), Amounts::duration), Amounts.bytes(stop.bytes().orElseThrow()) + " / " + Amounts.range(rate, Amounts::bytes) + " a second"
                        + (stop.seconds().isExact() ? "" : ", mostly " + Amounts.duration(stop.seconds().likely())), out);
            }
        }
    }

    private void disk(CapacityReport.Server server, Writer out) throws IOException {
        if (server.capacity().bytesPerSecond().isEmpty()) {
            return;
        }
        out.append("  ").append(style.strong("disk")).append(style.faint("  blocks, a tenth of them to compact, and the log; no more than a size lets them")).append('\n');
        List<Double> days = server.days();
        double largest = server.disk(days.getLast()).orElseThrow().likely();
        double most = server.capacity().volume().isPresent() ? Math.max(largest, server.capacity().volume().getAsLong()) : largest;
        for (double day : days) {
            Range disk = server.disk(day).orElseThrow();
            boolean full = server.capacity().volume().isPresent() && disk.likely() > server.capacity().volume().getAsLong();
            String bar = "\u2588".repeat((int) Math.round(disk.likely() / most * BAR));
            String text = right("after " + Amounts.count(day) + " d", 14) + "  " + right(Amounts.bytes(disk.likely()), 9) + "  " + style.frame(bar) + " ".repeat(BAR - bar.length()) + "  "
                    + (disk.isExact() ? "" : Amounts.range(disk, Amounts::bytes)) + (full ? "  " + style.bad("over the volume") : "");
            out.append("  ").append(text.stripTrailing()).append('\n');
        }
    }

    private void growth(CapacityReport.Server server, Growth growth, Writer out) throws IOException {
        String rate = CapacityReport.words(growth);
        if (server.watched().isEmpty()) {
            row("growing", rate, server.capacity().series().series().isEmpty() ? "from an unknown number of series" : "no limit of memory, size, volume or budget is in sight to be reached", out);
            return;
        }
        for (CapacityReport.Watched watched : server.watched()) {
            double alarm = watched.alarm(growth);
            String when = alarm == 0 ? "over 70 % already" : Double.isInfinite(alarm) ? "never" : "in " + Amounts.duration(alarm);
            row("70 % " + watched.what(), when, watched.amount(watched.now()) + (watched.what().equals("budget") ? " now, " : " are needed now, ") + rate + " more; 70 % of " + watched.amount(watched.limit()) + " are "
                    + watched.amount(watched.limit() * Capacity.ALARM), out);
        }
    }

    private void row(String label, String number, String working, Writer out) throws IOException {
        String text = "  " + left(label, LABELS) + "  " + left(number, NUMBERS) + "  " + style.faint(working);
        out.append(working.isEmpty() ? text.stripTrailing() : text).append('\n');
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
