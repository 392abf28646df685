package promc.oracle;

import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Random templates of alerts: some that are meant to be right, some put together without regard to types, and some with a few characters changed.
final class TemplateQuestions {
    private static final long SEED = 20_26;
    private static final int GROWN = 3_900;
    private static final int MUTATED = 1_900;
    /// Characters and words that mean something inside an action.
    private static final List<String> PIECES = List.of("{{", "}}", "{{-", "-}}", " -}}", "{{ ", " }}", "(", ")", "|", "$", ".", "\"", "`", "'", ":=", "=", ",", " ", "\n", "/*", "*/", "end", "if", "else",
            "range", "with", "define", "break", "nil", "true", "5", "1.5", "-", "0x1F", "1e3", "1_000", "09", "2i", "'a'", "\\", "$value", "$labels", ".Labels", ".Value", ".x", "é", "\u00a0", "#", "%", "\t");
    /// Small ones that were thought up, with what people get wrong.
    private static final List<String> WRITTEN = List.of(
            "plain", "{{ $labels.instance }} is down", "{{ $value | humanize }}", "{{ $value humanize }}", "{{ if gt $value 90 }}high{{ end }}", "{{ if gt $value 90.0 }}high{{ else }}low{{ end }}",
            "{{ if eq $labels.code 500 }}x{{ end }}", "{{ if eq $labels.code \"500\" }}x{{ end }}", "{{ .Labels.job }}", "{{ .labels.job }}", "{{ .Foo }}", "{{ $labels.foo-bar }}", "{{ index $labels \"foo-bar\" }}",
            "{{ index $labels 1 }}", "{{ $labels.a.b }}", "{{ with query \"up\" }}{{ . | first | value | humanize }}{{ end }}", "{{ query \"up\" | value }}", "{{ (query \"up\").Value }}",
            "{{ range query \"up\" }}{{ .Labels.instance }}={{ .Value }} {{ end }}", "{{ range query \"up\" }}{{ .instance }}{{ end }}", "{{ range $i, $e := query \"up\" }}{{ $i }}{{ $e.Value }}{{ end }}",
            "{{ range $value }}x{{ end }}", "{{ range $labels }}{{ . }}{{ end }}", "{{ range $labels.job }}{{ . }}{{ end }}", "{{ humanize \"abc\" }}", "{{ humanize \"1.5\" }}", "{{ humanize $labels }}",
            "{{ humanizeDuration (toDuration $value) }}", "{{ toTime $value }}", "{{ (toTime $value).Year }}", "{{ template \"x\" . }}", "{{ define \"x\" }}{{ .Value }}{{ end }}{{ template \"x\" . }}",
            "{{ define \"x\" }}{{ $value }}{{ end }}", "{{ define \"x\" }}{{ . }}{{ end }}{{ define \"x\" }}b{{ end }}", "{{ define \"x\" }} {{ end }}{{ define \"x\" }}b{{ end }}{{ template \"x\" }}",
            "{{ block \"b\" $labels }}{{ .job }}{{ end }}", "{{ block \"b\" . }}{{ .job }}{{ end }}", "{{ $x = 1 }}", "{{ $x := 1 }}{{ $x = \"a\" }}{{ $x }}", "{{ $x }}", "{{ if $x := $value }}{{ $x }}{{ end }}{{ $x }}",
            "{{ if $value }}{{ $y := 1 }}{{ else }}{{ $y }}{{ end }}", "{{ range $i := 3 }}{{ $i }}{{ end }}", "{{ range $i, $j := 3 }}{{ $i }}{{ end }}", "{{ break }}", "{{ range query \"up\" }}{{ break }}{{ end }}",
            "{{ range query \"up\" }}{{ continue }}{{ else }}none{{ end }}", "{{ end }}", "{{ else }}", "{{ if }}x{{ end }}", "{{ if $value }}x", "{{", "{{ $value", "{{ $value }", "{{/* a */}}b", "{{/* a */ }}",
            "{{/* a", "a {{- /* b */ -}} c", "{{- $value -}}", "{{ 'a' }}", "{{ '' }}", "{{ 'ab' }}", "{{ '\\n' }}", "{{ 1i }}", "{{ 1+2i }}", "{{ 99999999999999999999 }}", "{{ 0b12 }}", "{{ 0777 }}", "{{ 089 }}",
            "{{ 1_0 }}", "{{ 1__0 }}", "{{ 0x1p4 }}", "{{ 0x1.8p1 }}", "{{ +5 }}", "{{ .5 }}", "{{ 5. }}", "{{ printf \"%d\" $value }}", "{{ printf \"%.2f\" $value }}", "{{ printf $value }}", "{{ $value | printf \"%.1f%%\" }}",
            "{{ and $labels.job $value }}", "{{ or $labels.nope \"none\" }}", "{{ not $value }}", "{{ len $labels }}", "{{ len $value }}", "{{ slice $labels.job 0 1 }}", "{{ slice $value 0 1 }}", "{{ call $labels.job }}",
            "{{ reReplaceAll \"(\" \"\" $labels.job }}", "{{ reReplaceAll \"n(.*)\" \"m$1\" $labels.job }}", "{{ match \"a[\" $labels.job }}", "{{ parseDuration \"1h\" }}", "{{ parseDuration \"1x\" }}",
            "{{ tmpl \"x\" . }}", "{{ nil }}", "{{ nil | print }}", "{{ print nil }}", "{{ 5 | 6 }}", "{{ $value | }}", "{{ | $value }}", "{{ ($value) }}", "{{ (($value)) }}", "{{ ($value }}", "{{ $value) }}",
            "{{ $labels.job | toUpper | title }}", "{{ toUpper $value }}", "{{ label \"instance\" (query \"up\" | first) }}", "{{ label \"instance\" (query \"up\") }}", "{{ query \"up\" | sortByLabel \"instance\" | first | label \"instance\" }}",
            "{{ args 1 2 }}", "{{ (args $value \"b\").arg0 | humanize }}", "{{ externalURL }}{{ pathPrefix }}", "{{ externalURL 1 }}", "{{ safeHtml \"<b>\" | toUpper }}", "{{ true.x }}", "{{ \"a\".x }}", "{{ title.x }}",
            "{{ with $labels }}{{ .job }}{{ else with $value }}{{ . }}{{ end }}", "{{ with $value }}x{{ else if $labels }}y{{ end }}", "{{ range $labels }}x{{ else if $labels }}y{{ end }}", "{{ else if }}",
            "{{ $labels.job $value }}", "{{ $value | $labels.job }}", "{{ $.Value }}", "{{ $.Foo }}", "{{ .Value.x }}", "{{ eq $labels $labels }}", "{{ eq . . }}", "{{ lt true false }}", "{{ eq 1 }}", "{{ eq $value 42.5 7 }}");

    private final Random random = new Random(SEED);
    private int depth;

    private TemplateQuestions() {}

    static List<JsonObject> questions() {
        // Go prints another address for a pointer each time: nothing may look at one.
        return new TemplateQuestions().templates().stream().filter(text -> !(text.contains("query") && text.contains("%v"))).map(text -> OracleRequests.question("template", text)).toList();
    }

    private Set<String> templates() {
        Set<String> all = new LinkedHashSet<>(WRITTEN);
        while (all.size() < WRITTEN.size() + GROWN) {
            depth = 0;
            all.add(body(1 + random.nextInt(3)));
        }
        List<String> roots = List.copyOf(all);
        while (all.size() < roots.size() + MUTATED) {
            all.add(mutated(one(roots)));
        }
        return all;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String mutated(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            int at = random.nextInt(changed.length() + 1);
            if (random.nextBoolean() && at < changed.length()) {
                changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(3)));
            } else {
                changed.insert(at, one(PIECES));
            }
        }
        return changed.toString();
    }

    private String body(int parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(part());
        }
        return text.toString();
    }

    private String part() {
        if (depth > 3) {
            return "deep";
        }
        depth++;
        String open = random.nextInt(6) == 0 ? "{{- " : "{{ ";
        String close = random.nextInt(6) == 0 ? " -}}" : " }}";
        String part = switch (random.nextInt(14)) {
            case 0 -> "text ";
            case 1 -> open + "if " + condition() + close + body(1) + "{{ end }}";
            case 2 -> "{{ if " + condition() + " }}" + body(1) + "{{ else if " + condition() + " }}" + body(1) + "{{ else }}" + body(1) + "{{ end }}";
            case 3 -> "{{ with " + any() + " }}" + body(1) + "{{ else }}" + body(1) + "{{ end }}";
            case 4 -> "{{ range " + (random.nextInt(3) > 0 ? result() : any()) + " }}" + element() + "{{ end }}";
            case 5 -> "{{ range $i, $e := " + result() + " }}{{ $i }}{{ $e" + one(List.of("", ".Value", ".Labels.instance", ".Labels.job", ".Labels.job", ".instance", ".Labels.job.x")) + " }}" + body(1) + "{{ end }}";
            case 6 -> "{{ $x := " + any() + " }}" + body(1) + "{{ " + one(List.of("$x", "humanize $x", "toUpper $x", "$x.Value", "$x.job", "$x | first", "gt $x 5.0", "eq $x \"a\"", "len $x")) + " }}";
            case 7 -> "{{ define \"t\" }}" + body(1) + "{{ end }}{{ template \"t\" " + any() + " }}";
            case 8 -> "{{ $x := " + any() + " }}{{ if " + condition() + " }}{{ $x = " + any() + " }}{{ end }}{{ $x }}";
            default -> open + (random.nextInt(7) == 0 ? wild() : random.nextBoolean() ? string() : any()) + close;
        };
        depth--;
        return part;
    }

    private String element() {
        return one(List.of("{{ .Value | humanize }}", "{{ .Labels.instance }}", "{{ . }}", "{{ .Value }}{{ break }}", "{{ . | value }}", "{{ label \"job\" . }}", "{{ .job }}", "{{ $labels.job }}", "{{ $.Value }}", "{{ continue }}"));
    }

    private String condition() {
        return switch (random.nextInt(7)) {
            case 0 -> one(List.of("eq ", "ne ", "lt ", "gt ", "le ", "ge ")) + "$value " + argument(number());
            case 1 -> "eq " + argument(string()) + " " + argument(string());
            case 2 -> one(List.of("and ", "or ")) + "(" + condition() + ") " + argument(any());
            case 3 -> "not " + argument(any());
            case 4 -> one(List.of("eq ", "lt ", "gt ")) + argument(any()) + " " + argument(any());
            case 5 -> "match " + one(List.of("\"a.*\"", "\"(\"", "`b+`")) + " " + argument(string());
            default -> any();
        };
    }

    private String any() {
        return switch (random.nextInt(6)) {
            case 0 -> result();
            case 1, 2 -> string();
            case 3 -> one(List.of(".", "$", "$labels", "$externalLabels", ".Labels", "nil", "true", ".Foo", "$labels.job", "$value", ".ExternalLabels.cluster", "$externalURL"));
            default -> number();
        };
    }

    private String number() {
        return switch (random.nextInt(10)) {
            case 0 -> one(List.of("5", "5.0", "7.5"));
            case 1 -> "5.0";
            case 2 -> ".Value";
            case 3 -> result() + " | first | value";
            case 4 -> "(" + result() + " | first).Value";
            case 5 -> "len " + argument(string());
            case 6 -> "now";
            case 7 -> "parseDuration " + one(List.of("\"5m\"", "\"x\"", "$labels.job"));
            default -> "$value";
        };
    }

    private String result() {
        return switch (random.nextInt(5)) {
            case 0 -> "query (printf \"up{job=%q}\" $labels.job)";
            case 1 -> "query \"up\" | sortByLabel \"instance\"";
            default -> "query \"up\"";
        };
    }

    private String string() {
        depth++;
        String made = switch (depth > 4 ? random.nextInt(3) : random.nextInt(11)) {
            case 0 -> "\"a\"";
            case 1 -> "$labels.instance";
            case 2 -> ".Labels.nope";
            case 3 -> argument(number()) + " | " + one(List.of("humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp", "printf \"%.2f\"", "print"));
            case 4 -> one(List.of("humanize ", "humanizeDuration ", "humanizePercentage ", "toDuration ")) + argument(random.nextInt(3) > 0 ? number() : any());
            case 5 -> one(List.of("toUpper ", "toLower ", "title ", "stripPort ", "stripDomain ", "urlQueryEscape ", "graphLink ", "html ")) + argument(string());
            case 6 -> argument(random.nextInt(3) > 0 ? string() : any()) + " | " + one(List.of("toUpper", "title", "stripPort", "js", "urlquery"));
            case 7 -> "reReplaceAll " + one(List.of("\"a\"", "\"[\"", "`(.*)`")) + " \"b\" " + argument(string());
            case 8 -> "index " + (random.nextBoolean() ? "$labels" : argument(any())) + " " + one(List.of("\"job\"", "0", "1.0"));
            case 9 -> result() + " | first | label \"instance\"";
            default -> "printf \"%s %v\" " + argument(any()) + " " + argument(any());
        };
        depth--;
        return made;
    }

    private String argument(String expression) {
        return expression.indexOf(' ') >= 0 && !expression.startsWith("(") || expression.contains(" | ") ? "(" + expression + ")" : expression;
    }

    /// Words side by side.
    private String wild() {
        StringBuilder words = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            words.append(words.isEmpty() ? "" : random.nextInt(4) == 0 ? " | " : " ").append(one(List.of("$value", "$labels", "$labels.job", ".", ".Labels.code", "\"s\"", "5", "1.5", "true", "nil", "print", "humanize", "len",
                    "index", "eq", "lt", "first", "query", "value", "label", "title", "match", "slice", "printf", "and", "or", "not", "args", "now", "(query \"up\")", "($value)", "toTime", "call", "externalURL")));
        }
        return words.toString();
    }
}
