package promc.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.source.Correction;
import promc.source.Span;
import promc.template.Operand.Command;
import promc.template.TemplateFacts.Source;

/// Calls of functions: how many arguments, of which types, and what they return (`text/template/exec.go`, evalCall; `text/template/funcs.go`; Prometheus `template/template.go`).
final class Calls {
    /// An argument with its place; what came through `|` stands where its function does.
    record Argument(Typed value, Span span) {
        Kind kind() {
            return value.kind();
        }
    }

    private final Walk walk;
    private final Evaluation evaluation;

    Calls(Walk walk, Evaluation evaluation) {
        this.walk = walk;
        this.evaluation = evaluation;
    }

    Typed call(Operand.Function function, Command command, Typed dot, Optional<Typed> last) {
        String name = function.name();
        Signature signature = Signature.of(name);
        List<Operand> written = command.operands().subList(1, command.operands().size());
        int count = written.size() + (last.isPresent() ? 1 : 0);
        boolean variable = signature.variadic();
        if (variable ? count < signature.least() : count != signature.takes().size()) {
            return walk.fault(function.span(), "`" + name + "` takes " + (variable ? "at least " : "") + counted(signature.least()) + ", and here "
                    + (count == 1 ? "is one" : "are " + (count == 0 ? "none" : counted(count).split(" ")[0])));
        }
        boolean choice = name.equals("and") || name.equals("or");
        boolean always = walk.always;
        boolean alternatives = walk.alternatives;
        walk.alternatives |= name.equals("or");
        List<Argument> arguments = new ArrayList<>(count);
        for (Operand operand : written) {
            Kind wanted = signature.takes().isEmpty() ? Kind.ANY : signature.parameter(arguments.size());
            arguments.add(new Argument(accepted(evaluation.operand(operand, dot), wanted, operand.span(), name), operand.span()));
            walk.always &= !choice;
        }
        walk.always = always;
        walk.alternatives = alternatives;
        last.ifPresent(value -> arguments.add(new Argument(accepted(value, signature.parameter(arguments.size()), function.span(), name), function.span())));
        return result(name, signature, function, command.span(), arguments);
    }

    private static String counted(int count) {
        String[] words = {"no", "one", "two", "three"};
        return (count < words.length ? words[count] : Integer.toString(count)) + (count == 1 ? " argument" : " arguments");
    }

    /// The argument, unless a parameter of this kind cannot take it (`text/template/exec.go`, evalArg and validateType).
    private Typed accepted(Typed value, Kind wanted, Span span, String function) {
        Kind kind = value.kind();
        boolean fits = switch (wanted) {
            case STRING -> kind == Kind.STRING || kind == Kind.UNKNOWN;
            case RESULT -> kind == Kind.RESULT || kind == Kind.UNKNOWN || kind == Kind.NIL;
            case SAMPLE -> kind == Kind.SAMPLE || kind == Kind.UNKNOWN || kind == Kind.NIL;
            default -> true;
        };
        if (fits) {
            return value;
        }
        String takes = wanted == Kind.RESULT ? "the result of a query" : wanted.words();
        return walk.fault(span, "`" + function + "` takes " + takes + ", and this is " + value.kind().words()).showing(value.showsValue());
    }

    private Typed result(String name, Signature signature, Operand.Function function, Span command, List<Argument> arguments) {
        boolean shows = false;
        for (Argument argument : arguments) {
            shows |= argument.value().showsValue();
        }
        switch (name) {
            case "humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp", "toTime", "toDuration" -> number(name, arguments.getFirst());
            case "len" -> {
                Kind kind = arguments.getFirst().kind();
                boolean hasLength = kind == Kind.STRING || kind == Kind.HTML || kind == Kind.LABELS || kind == Kind.ARGS || kind == Kind.RESULT || isUnknown(kind);
                if (!hasLength) {
                    walk.fault(arguments.getFirst().span(), "`len` counts what a list, a map or a string has, and this is " + kind.words());
                }
            }
            case "eq", "ne", "lt", "le", "gt", "ge" -> compare(name, arguments, function);
            case "printf" -> Verbs.check(walk, arguments);
            case "match", "reReplaceAll" -> arguments.getFirst().value().text().flatMap(walk.patternError)
                    .ifPresent(error -> walk.fault(arguments.getFirst().span(), "`" + name + "` cannot take this for a regular expression: " + error));
            case "parseDuration" -> arguments.getFirst().value().text().filter(text -> !Durations.isDuration(text))
                    .ifPresent(text -> walk.fault(arguments.getFirst().span(), "`" + text + "` is not a duration such as `1h30m`"));
            case "call" -> {
                if (!isUnknown(arguments.getFirst().kind())) {
                    walk.fault(arguments.getFirst().span(), "`call` calls what is a function itself, and this is " + arguments.getFirst().kind().words());
                }
            }
            case "query" -> arguments.getFirst().value().constant().ifPresent(constant -> {
                if (constant instanceof Operand.Str str && !walk.queries.contains(str)) {
                    walk.queries.add(str);
                }
            });
            default -> { }
        }
        return returned(name, signature, command, arguments, shows);
    }

    private Typed returned(String name, Signature signature, Span command, List<Argument> arguments, boolean shows) {
        Typed first = arguments.isEmpty() ? Typed.UNKNOWN : arguments.getFirst().value();
        return switch (name) {
            case "and", "or" -> either(arguments).showing(shows);
            case "index" -> index(command, arguments).showing(first.showsValue());
            case "slice" -> slice(arguments).showing(first.showsValue());
            case "query" -> Typed.asked(Kind.RESULT, first.constant().filter(Operand.Str.class::isInstance).map(Operand.Str.class::cast));
            case "first" -> Typed.asked(Kind.SAMPLE, first.query());
            case "sortByLabel" -> Typed.asked(Kind.RESULT, arguments.get(1).value().query());
            case "label" -> {
                Typed sample = arguments.get(1).value();
                if (sample.kind() == Kind.SAMPLE) {
                    first.text().ifPresent(label -> walk.read(Source.QUERY, label, arguments.getFirst().span(), sample.query()));
                }
                yield Typed.of(Kind.STRING);
            }
            case "value", "strvalue" -> Typed.of(signature.returns());
            default -> Typed.of(signature.returns()).showing(shows && signature.returns() != Kind.BOOL && signature.returns() != Kind.INT);
        };
    }

    private static boolean isUnknown(Kind kind) {
        return kind == Kind.UNKNOWN || kind == Kind.ANY;
    }

    private static Typed either(List<Argument> arguments) {
        Kind kind = arguments.getFirst().kind();
        for (Argument argument : arguments) {
            kind = argument.kind() == kind ? kind : Kind.UNKNOWN;
        }
        return kind.isCompound() || kind == Kind.VALUE ? Typed.UNKNOWN : Typed.of(kind);
    }

    /// `github.com/prometheus/common/helpers/templates`, ConvertToFloat.
    private void number(String function, Argument argument) {
        Kind kind = argument.kind();
        boolean convertible = kind == Kind.VALUE || kind == Kind.FLOAT || kind == Kind.INT || kind == Kind.STRING || isUnknown(kind);
        Optional<String> text = argument.value().text().filter(constant -> kind == Kind.STRING && Numbers.parseFloat(constant).isEmpty());
        if (!convertible) {
            walk.fault(argument.span(), "`" + function + "` takes a number, and this is " + kind.words());
        } else if (text.isPresent()) {
            walk.fault(argument.span(), "`" + function + "` takes a number, and `" + text.get() + "` is none");
        }
    }

    private Typed index(Span command, List<Argument> arguments) {
        Argument item = arguments.getFirst();
        Typed value = item.value();
        for (Argument key : arguments.subList(1, arguments.size())) {
            Kind kind = value.kind();
            boolean whole = key.kind() == Kind.INT || key.kind() == Kind.BYTE || isUnknown(key.kind());
            if (isUnknown(kind) || kind == Kind.DURATION) {
                return Typed.UNKNOWN;
            }
            if (kind == Kind.LABELS) {
                if (key.kind() != Kind.STRING && !isUnknown(key.kind())) {
                    return walk.fault(key.span(), "labels are found by their name, a string, and this is " + key.kind().words());
                }
                Typed labels = value;
                key.value().text().ifPresent(label -> walk.read(labels.source(), label, command, labels.query()));
                value = Typed.of(Kind.STRING);
            } else if (kind == Kind.ARGS) {
                value = Typed.UNKNOWN;
            } else if (kind == Kind.RESULT || kind == Kind.STRING || kind == Kind.HTML) {
                if (!whole) {
                    return walk.fault(key.span(), kind.words() + " is indexed by a whole number, and this is " + key.kind().words());
                }
                value = kind == Kind.RESULT ? Typed.asked(Kind.SAMPLE, value.query()) : Typed.of(Kind.BYTE);
            } else {
                return walk.fault(item.span(), "`index` takes a list, a map or a string, and this is " + kind.words());
            }
        }
        return value;
    }

    private Typed slice(List<Argument> arguments) {
        Argument item = arguments.getFirst();
        Kind kind = item.kind();
        if (isUnknown(kind)) {
            return Typed.UNKNOWN;
        }
        if (kind != Kind.STRING && kind != Kind.HTML && kind != Kind.RESULT) {
            return walk.fault(item.span(), "`slice` takes a part of a list or a string, and this is " + kind.words());
        }
        for (Argument index : arguments.subList(1, arguments.size())) {
            if (index.kind() != Kind.INT && index.kind() != Kind.BYTE && !isUnknown(index.kind())) {
                return walk.fault(index.span(), "`slice` takes whole numbers, and this is " + index.kind().words());
            }
        }
        return kind == Kind.RESULT ? Typed.asked(Kind.RESULT, item.value().query()) : Typed.of(kind);
    }

    // Comparisons.

    private void compare(String function, List<Argument> arguments, Operand.Function place) {
        boolean equality = function.equals("eq") || function.equals("ne");
        if (arguments.size() < 2) {
            walk.fault(place.span(), "`" + function + "` has nothing to compare with");
            return;
        }
        Argument first = arguments.getFirst();
        boolean always = walk.always;
        for (Argument other : arguments.subList(1, arguments.size())) {
            compare(function, equality, first, other);
            // `eq` stops at the first that is equal.
            walk.always = false;
        }
        walk.always = always;
    }

    private void compare(String function, boolean equality, Argument a, Argument b) {
        if (isUnknown(a.kind()) || isUnknown(b.kind())) {
            return;
        }
        boolean nil = a.kind() == Kind.NIL || b.kind() == Kind.NIL;
        if (nil && equality) {
            return;
        }
        // Of a value that is a histogram nothing is said: it is like nothing that can stand here, and a number is like numbers alone.
        String left = a.kind() == Kind.VALUE ? "float" : a.kind().comparedAs();
        String right = b.kind() == Kind.VALUE ? "float" : b.kind().comparedAs();
        if (!left.equals(right)) {
            boolean integers = (left.equals("int") || left.equals("uint")) && (right.equals("int") || right.equals("uint"));
            if (!integers) {
                mismatch(function, a, b);
            }
        } else if (equality && a.kind() == b.kind() && a.kind().isCompound() && a.kind() != Kind.SAMPLE && a.kind() != Kind.TIME) {
            walk.fault(a.span(), "`" + function + "` compares no lists and no maps, and this is " + a.kind().words());
        } else if (!equality && (left.isEmpty() || left.equals("bool") || left.equals("complex"))) {
            walk.fault(a.span(), "`" + function + "` compares numbers and strings, and this is " + a.kind().words());
        }
    }

    /// Go compares no whole number with another number.
    private void mismatch(String function, Argument a, Argument b) {
        Argument constant = b.value().constant().isEmpty() && a.value().constant().isPresent() ? a : b;
        Argument other = constant == b ? a : b;
        Optional<Correction> correction = constant.value().constant().filter(operand -> operand instanceof Operand.Number).flatMap(operand -> corrected((Operand.Number) operand, other.kind()));
        Optional<Correction> moved = place(constant).isEmpty() ? Optional.empty() : correction;
        walk.fault(constant.span(), "`" + function + "` cannot compare " + named(other) + " with " + named(constant).replaceFirst(",$", "")
                + moved.map(to -> "; write `" + to.replacement() + "`").orElse(""), moved);
    }

    /// Where the constant itself stands, if it does where the argument does.
    private static Optional<Span> place(Argument argument) {
        return argument.value().constant().map(Operand::span).filter(argument.span()::equals);
    }

    private static Optional<Correction> corrected(Operand.Number number, Kind other) {
        boolean plain = number.whole() && number.written().chars().allMatch(c -> c >= '0' && c <= '9' || c == '-');
        if (!plain) {
            return Optional.empty();
        }
        return switch (other) {
            case VALUE, FLOAT -> Optional.of(new Correction(number.span(), number.written() + ".0", "Write `" + number.written() + ".0`", true));
            case STRING -> Optional.of(new Correction(number.span(), "\"" + number.written() + "\"", "Write it as a string", true));
            default -> Optional.empty();
        };
    }

    private String named(Argument argument) {
        String written = argument.span().of(walk.text);
        String words = argument.kind() == Kind.VALUE ? "a floating-point number" : argument.kind() == Kind.FLOAT ? "a floating-point number" : argument.kind().words();
        return argument.value().constant().isPresent() && place(argument).isPresent() || written.startsWith("$") || written.startsWith(".") ? "`" + written + "`, " + words + "," : words;
    }
}
