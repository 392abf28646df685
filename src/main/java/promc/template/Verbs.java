package promc.template;

import java.util.List;
import java.util.Optional;
import promc.source.Correction;
import promc.source.Span;
import promc.template.Calls.Argument;
import promc.template.TemplateFacts.FormatSlip;

/// The verbs of `printf` and what they are given (Go's package `fmt`). A verb that does not fit fails nothing: the text then says so in its middle.
final class Verbs {
    private static final String FLAGS = "+-# 0";

    private Verbs() {}

    static void check(Walk walk, List<Argument> arguments) {
        Argument first = arguments.getFirst();
        Optional<String> format = first.value().text();
        if (format.isEmpty()) {
            return;
        }
        Span span = first.span();
        String text = format.get();
        int next = 1;
        int at = text.indexOf('%');
        while (at >= 0) {
            int start = at++;
            while (at < text.length() && (FLAGS.indexOf(text.charAt(at)) >= 0 || Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            if (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '[')) {
                // Widths and indexes taken from arguments: nobody writes them in an alert.
                return;
            }
            if (at == text.length()) {
                slip(walk, span, "`" + text.substring(start) + "` at the end has no verb, so `%!(NOVERB)` is printed; `%%` prints a percent sign", false);
                return;
            }
            int verb = text.codePointAt(at);
            at += Character.charCount(verb);
            if (verb != '%') {
                String written = text.substring(start, at);
                if (next >= arguments.size()) {
                    slip(walk, span, "`" + written + "` has no argument, so `%!" + Character.toString(verb) + "(MISSING)` is printed"
                            + (Character.isLetter(verb) ? "" : "; `%%` prints a percent sign"), false);
                    return;
                }
                fits(walk, written, verb, first, arguments.get(next));
                next++;
            }
            at = text.indexOf('%', at);
        }
        if (next < arguments.size()) {
            slip(walk, span, "the format has no verb for the last argument, so `%!(EXTRA ...)` is printed behind it", false);
        }
    }

    private static void fits(Walk walk, String written, int verb, Argument format, Argument argument) {
        Kind kind = argument.kind();
        boolean number = kind == Kind.VALUE || kind == Kind.FLOAT;
        String verbs = switch (kind) {
            case VALUE, FLOAT -> "vTbeEfFgGxX";
            case INT -> "vTbcdoOqxXU";
            case STRING -> "vTsqxX";
            case BOOL -> "vTt";
            default -> "";
        };
        if (verbs.isEmpty() || verbs.indexOf(verb) >= 0) {
            return;
        }
        String type = number ? "float64" : kind == Kind.INT ? "int" : kind == Kind.STRING ? "string" : "bool";
        String shown = Character.toString(verb);
        String message = "`" + written + "` cannot print " + (number ? "a floating-point number" : kind.words()) + ", so `%!" + shown + "(" + type + "=...)` is printed";
        Optional<Correction> correction = Optional.empty();
        if (number && (verb == 'd' || verb == 's' || verb == 'i')) {
            String verbWanted = verb == 's' ? "%v" : "%.0f";
            message += "; `" + verbWanted + "` prints it";
            String source = format.span().of(walk.text);
            int only = source.indexOf(written);
            boolean once = only >= 0 && source.indexOf(written, only + 1) < 0 && written.length() == 2;
            boolean constant = format.value().constant().map(Operand::span).filter(format.span()::equals).isPresent();
            if (once && constant) {
                Span place = new Span(format.span().start() + only, format.span().start() + only + written.length());
                correction = Optional.of(new Correction(place, verbWanted, "Write `" + verbWanted + "`", true));
            }
        }
        walk.formats.add(new FormatSlip(format.span(), message, kind == Kind.VALUE, correction));
    }

    private static void slip(Walk walk, Span span, String message, boolean ifFloat) {
        walk.formats.add(new FormatSlip(span, message, ifFloat, Optional.empty()));
    }
}
