package promc.template;

import java.util.List;

/// What a function takes and returns. The last of `takes` may come any number of times if `variadic`. `ANY` as a parameter is an empty interface or a `reflect.Value`.
record Signature(List<Kind> takes, boolean variadic, Kind returns) {
    private static final Signature TEXT_TO_TEXT = new Signature(List.of(Kind.STRING), false, Kind.STRING);
    private static final Signature NUMBER_TO_TEXT = new Signature(List.of(Kind.ANY), false, Kind.STRING);
    private static final Signature ANYTHING_TO_TEXT = new Signature(List.of(Kind.ANY), true, Kind.STRING);
    private static final Signature COMPARISON = new Signature(List.of(Kind.ANY, Kind.ANY), false, Kind.BOOL);

    /// The functions of alert templates, for suggestions: those of Prometheus (`template/template.go`), then Go's own (`text/template/funcs.go`).
    static final class Names {
        static final List<String> ALL = List.of("query", "first", "label", "value", "strvalue", "args", "reReplaceAll", "safeHtml", "match", "title", "toUpper", "toLower", "graphLink",
                "tableLink", "sortByLabel", "stripPort", "stripDomain", "humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp", "toTime", "toDuration",
                "now", "pathPrefix", "externalURL", "parseDuration", "urlQueryEscape", "and", "call", "html", "index", "slice", "js", "len", "not", "or", "print", "printf", "println",
                "urlquery", "eq", "ge", "gt", "le", "lt", "ne");

        private Names() {}
    }

    static boolean isFunction(String name) {
        return switch (name) {
            case "and", "or", "call", "index", "slice", "not", "len", "eq", "ne", "lt", "le", "gt", "ge", "print", "printf", "println", "html", "js", "urlquery",
                    "query", "first", "label", "value", "strvalue", "args", "reReplaceAll", "safeHtml", "match", "title", "toUpper", "toLower", "graphLink", "tableLink", "sortByLabel",
                    "stripPort", "stripDomain", "humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp", "toTime", "toDuration", "now", "pathPrefix",
                    "externalURL", "parseDuration", "urlQueryEscape" -> true;
            default -> false;
        };
    }

    /// The signature of a function that exists. What the functions of Go return that depend on their arguments is `UNKNOWN` here.
    static Signature of(String function) {
        return switch (function) {
            case "and", "or", "index", "slice", "call" -> new Signature(List.of(Kind.ANY, Kind.ANY), true, Kind.UNKNOWN);
            case "eq" -> new Signature(List.of(Kind.ANY, Kind.ANY), true, Kind.BOOL);
            case "ne", "lt", "le", "gt", "ge" -> COMPARISON;
            case "not" -> new Signature(List.of(Kind.ANY), false, Kind.BOOL);
            case "len" -> new Signature(List.of(Kind.ANY), false, Kind.INT);
            case "print", "println", "html", "js", "urlquery" -> ANYTHING_TO_TEXT;
            case "printf" -> new Signature(List.of(Kind.STRING, Kind.ANY), true, Kind.STRING);
            case "args" -> new Signature(List.of(Kind.ANY), true, Kind.ARGS);
            case "query" -> new Signature(List.of(Kind.STRING), false, Kind.RESULT);
            case "first" -> new Signature(List.of(Kind.RESULT), false, Kind.SAMPLE);
            case "label" -> new Signature(List.of(Kind.STRING, Kind.SAMPLE), false, Kind.STRING);
            case "value" -> new Signature(List.of(Kind.SAMPLE), false, Kind.VALUE);
            case "strvalue" -> new Signature(List.of(Kind.SAMPLE), false, Kind.STRING);
            case "sortByLabel" -> new Signature(List.of(Kind.STRING, Kind.RESULT), false, Kind.RESULT);
            case "reReplaceAll" -> new Signature(List.of(Kind.STRING, Kind.STRING, Kind.STRING), false, Kind.STRING);
            case "match" -> new Signature(List.of(Kind.STRING, Kind.STRING), false, Kind.BOOL);
            case "safeHtml" -> new Signature(List.of(Kind.STRING), false, Kind.HTML);
            case "humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp" -> NUMBER_TO_TEXT;
            case "toTime" -> new Signature(List.of(Kind.ANY), false, Kind.TIME);
            case "toDuration" -> new Signature(List.of(Kind.ANY), false, Kind.DURATION);
            case "now" -> new Signature(List.of(), false, Kind.FLOAT);
            case "pathPrefix", "externalURL" -> new Signature(List.of(), false, Kind.STRING);
            case "parseDuration" -> new Signature(List.of(Kind.STRING), false, Kind.FLOAT);
            default -> TEXT_TO_TEXT;
        };
    }

    /// How many arguments must be there at least.
    int least() {
        return variadic ? takes.size() - 1 : takes.size();
    }

    Kind parameter(int index) {
        return takes.get(Math.min(index, takes.size() - 1));
    }
}
