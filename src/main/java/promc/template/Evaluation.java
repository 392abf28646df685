package promc.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.source.Span;
import promc.template.Operand.Command;
import promc.template.Operand.Name;
import promc.template.Operand.Pipeline;
import promc.template.TemplateFacts.Source;

/// What pipelines, commands and operands evaluate to (`text/template/exec.go`, evalPipeline and what follows it).
final class Evaluation {
    private final Walk walk;
    private final Calls calls;

    Evaluation(Walk walk) {
        this.walk = walk;
        calls = new Calls(walk, this);
    }

    Typed pipeline(Pipeline pipeline, Typed dot) {
        Optional<Typed> last = Optional.empty();
        for (Command command : pipeline.commands()) {
            last = Optional.of(command(command, dot, last));
        }
        Typed value = last.orElse(Typed.UNKNOWN);
        for (Name name : pipeline.declared()) {
            if (!pipeline.assigns()) {
                walk.scope.push(name.text(), value);
            } else if (!walk.scope.assign(name.text(), value)) {
                walk.fault(name.span(), "`$" + name.text() + "` is not declared here; `:=` declares a variable");
            }
        }
        return value;
    }

    private Typed command(Command command, Typed dot, Optional<Typed> last) {
        Operand first = command.operands().getFirst();
        boolean arguments = command.operands().size() > 1 || last.isPresent();
        return switch (first) {
            case Operand.Function function -> calls.call(function, command, dot, last);
            case Operand.Field field -> fields(dot, field.names(), field.span(), arguments);
            case Operand.Chain chain -> fields(operand(chain.base(), dot), chain.fields(), chain.span(), arguments);
            case Operand.Variable variable when !variable.fields().isEmpty() -> fields(variable(variable), variable.fields(), variable.span(), arguments);
            case Operand.Nil nil -> walk.fault(nil.span(), "`nil` alone is no command");
            case Operand other when arguments -> walk.fault(command.span(), "`" + other.span().of(walk.text) + "` is no function, so it takes no argument"
                    + (last.isEmpty() && command.operands().get(1) instanceof Operand.Function function ? "; `| " + function.name() + "` hands it over" : ""));
            case Operand other -> operand(other, dot);
        };
    }

    /// What a word is where nothing is handed to it.
    Typed operand(Operand operand, Typed dot) {
        return switch (operand) {
            case Operand.Dot ignored -> dot;
            case Operand.Nil ignored -> Typed.of(Kind.NIL);
            case Operand.Bool bool -> Typed.constant(Kind.BOOL, bool);
            case Operand.Number number when number.whole() && (number.value() >= 0x1p63 || number.value() < -0x1p63) -> walk.fault(number.span(), "`" + number.written() + "` is too large for a whole number");
            case Operand.Number number -> Typed.constant(number.complex() ? Kind.COMPLEX : number.whole() ? Kind.INT : Kind.FLOAT, number);
            case Operand.Str str -> Typed.constant(Kind.STRING, str);
            case Operand.Field field -> fields(dot, field.names(), field.span(), false);
            case Operand.Variable variable -> fields(variable(variable), variable.fields(), variable.span(), false);
            case Operand.Function function -> calls.call(function, new Command(function.span(), List.of(function)), dot, Optional.empty());
            case Operand.Chain chain -> fields(operand(chain.base(), dot), chain.fields(), chain.span(), false);
            case Pipeline pipeline -> pipeline(pipeline, dot);
        };
    }

    private Typed variable(Operand.Variable variable) {
        Span name = new Span(variable.span().start(), variable.span().start() + 1 + variable.name().length());
        return walk.scope.find(variable.name()).orElseGet(() -> walk.fault(name, "`$" + variable.name() + "` is not declared on the way here: another branch declares it"));
    }

    private Typed fields(Typed base, List<Name> names, Span whole, boolean arguments) {
        Typed value = base;
        for (int i = 0; i < names.size(); i++) {
            Name name = names.get(i);
            value = field(value, name, new Span(whole.start(), name.span().end()), arguments && i == names.size() - 1);
        }
        return value;
    }

    private Typed field(Typed receiver, Name name, Span span, boolean arguments) {
        Typed value = switch (receiver.kind()) {
            case DATA -> switch (name.text()) {
                case "Labels" -> Typed.labels(Source.SERIES, Optional.empty());
                case "ExternalLabels" -> Typed.labels(Source.EXTERNAL, Optional.empty());
                case "ExternalURL" -> Typed.of(Kind.STRING);
                case "Value" -> Typed.ALERT_VALUE;
                default -> walk.fault(name.span(), "the template of an alert has `.Labels`, `.Value`, `.ExternalLabels` and `.ExternalURL`, but no `." + name.text() + "`");
            };
            case SAMPLE -> switch (name.text()) {
                case "Labels" -> Typed.labels(Source.QUERY, receiver.query());
                case "Value" -> Typed.of(Kind.VALUE);
                default -> walk.fault(name.span(), "a sample has `.Labels` and `.Value`, but no `." + name.text() + "`");
            };
            case LABELS -> {
                walk.read(receiver.source(), name.text(), span, receiver.query());
                yield Typed.of(Kind.STRING);
            }
            case RESULT -> walk.fault(name.span(), "the result of a query is a list, which has no `." + name.text() + "`: `first` takes the first sample of it, `range` goes through all");
            case STRING, HTML, INT, FLOAT, BOOL, BYTE, COMPLEX -> walk.fault(name.span(), new Span(span.start(), name.span().start()).of(walk.text) + " is "
                    + receiver.kind().words() + " and has no `." + name.text() + "`");
            // A histogram has fields and methods; their names begin with a capital letter, and these are none of them.
            case VALUE -> Character.isLowerCase(name.text().codePointAt(0)) || isOfData(name.text()) ? walk.fault(name.span(), "a sample's value has no `." + name.text() + "`") : Typed.UNKNOWN;
            case ANY, UNKNOWN, NIL, ARGS, TIME, DURATION -> Typed.UNKNOWN.showing(receiver.showsValue());
        };
        boolean noMethod = switch (receiver.kind()) {
            case DATA, SAMPLE, LABELS -> value.kind() != Kind.UNKNOWN;
            default -> false;
        };
        return arguments && noMethod ? walk.fault(span, "`" + span.of(walk.text) + "` is no function, so it takes no argument") : value;
    }

    private static boolean isOfData(String name) {
        return name.equals("Labels") || name.equals("Value") || name.equals("ExternalLabels") || name.equals("ExternalURL");
    }

    // Labels that a condition asks for.

    /// Adds the labels of the series whose presence the pipeline asks for: as an operand of its own, of `and`, `or`, `not` or `len`, or compared with the empty text.
    void asked(Pipeline pipeline, Typed dot, Set<String> found) {
        for (Command command : pipeline.commands()) {
            Optional<String> label = label(command, dot);
            if (label.isPresent()) {
                found.add(label.get());
                continue;
            }
            List<Operand> operands = command.operands();
            String function = operands.getFirst() instanceof Operand.Function(Span ignored, String name) ? name : "";
            boolean plain = switch (function) {
                case "and", "or", "not", "len" -> true;
                default -> false;
            };
            boolean empty = operands.stream().anyMatch(operand -> operand instanceof Operand.Str(Span ignored, String value) && value.isEmpty());
            for (Operand operand : operands) {
                if (operand instanceof Pipeline inside && (plain || function.isEmpty())) {
                    asked(inside, dot, found);
                } else if (plain || empty) {
                    label(operand, dot).ifPresent(found::add);
                }
            }
        }
    }

    private Optional<String> label(Command command, Typed dot) {
        List<Operand> operands = command.operands();
        if (operands.size() == 1) {
            return label(operands.getFirst(), dot);
        }
        boolean index = operands.size() == 3 && operands.getFirst() instanceof Operand.Function(Span ignored, String name) && name.equals("index");
        return index && isSeriesLabels(operands.get(1), dot) && operands.get(2) instanceof Operand.Str(Span ignored, String key) ? Optional.of(key) : Optional.empty();
    }

    private Optional<String> label(Operand operand, Typed dot) {
        return switch (operand) {
            case Operand.Variable(Span ignored, String name, List<Name> fields) -> last(walk.scope.find(name), fields);
            case Operand.Field(Span ignored, List<Name> names) -> last(Optional.of(dot), names);
            case Pipeline pipeline when pipeline.commands().size() == 1 -> label(pipeline.commands().getFirst(), dot);
            default -> Optional.empty();
        };
    }

    private boolean isSeriesLabels(Operand operand, Typed dot) {
        return switch (operand) {
            case Operand.Variable(Span ignored, String name, List<Name> fields) -> isSeriesLabels(walk.scope.find(name), fields);
            case Operand.Field(Span ignored, List<Name> names) -> isSeriesLabels(Optional.of(dot), names);
            case Operand.Dot ignored -> isSeriesLabels(Optional.of(dot), List.of());
            default -> false;
        };
    }

    private static Optional<String> last(Optional<Typed> base, List<Name> fields) {
        return !fields.isEmpty() && isSeriesLabels(base, fields.subList(0, fields.size() - 1)) ? Optional.of(fields.getLast().text()) : Optional.empty();
    }

    private static boolean isSeriesLabels(Optional<Typed> base, List<Name> fields) {
        if (base.isEmpty()) {
            return false;
        }
        Kind kind = base.get().kind();
        return kind == Kind.LABELS && base.get().source() == Source.SERIES && fields.isEmpty()
                || kind == Kind.DATA && fields.size() == 1 && fields.getFirst().text().equals("Labels");
    }
}
