package promc.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import promc.source.Correction;
import promc.source.Span;
import promc.template.Operand.Command;
import promc.template.Operand.Name;
import promc.template.Operand.Pipeline;
import promc.template.TemplateFacts.Fault;
import promc.template.TemplateFacts.FormatSlip;
import promc.template.TemplateFacts.LabelRead;
import promc.template.TemplateFacts.Source;
import promc.template.TemplateFacts.ValuePrint;

/// Goes through a template as its expansion does (`text/template/exec.go`, walk), with types in place of values, and through each branch.
final class Walk {
    /// Templates that call templates are followed this far.
    private static final int MAX_CALLS = 30;
    /// After so many steps the rest is left: a template can call others so often that to go through all of it takes too long.
    private static final int MAX_STEPS = 100_000;

    /// One call of a template that was gone through already.
    private record Visit(String name, Kind dot, Source source, boolean showsValue, boolean always) {}

    final String text;
    final Function<String, Optional<String>> patternError;
    private final Template.Parsed template;
    private final Evaluation evaluation = new Evaluation(this);
    private final Map<Span, Fault> faults = new HashMap<>();
    private final List<Fault> inOrder = new ArrayList<>(0);
    private final List<LabelRead> labels = new ArrayList<>(1);
    private final List<ValuePrint> values = new ArrayList<>(0);
    final List<Operand.Str> queries = new ArrayList<>(0);
    final List<FormatSlip> formats = new ArrayList<>(0);
    private final Set<Visit> visits = new HashSet<>();
    private final Set<String> changing = new HashSet<>();
    Scope scope;
    /// Whether all that comes now is reached by each expansion.
    boolean always = true;
    /// True while operands of `or` are looked at, of which a missing one does no harm.
    boolean alternatives;
    private Set<String> guarded = Set.of();
    private Set<String> asked = Set.of();
    private Span action = Span.at(0);
    private Optional<Span> only = Optional.empty();
    private int calls;
    private int steps;

    Walk(String text, Template.Parsed template, Function<String, Optional<String>> patternError) {
        this.text = text;
        this.template = template;
        this.patternError = patternError;
    }

    TemplateFacts run() {
        Changes.collect(template, changing);
        scope = new Scope(changing);
        scope.push("", Typed.DATA);
        scope.push("labels", Typed.labels(Source.SERIES, Optional.empty()));
        scope.push("externalLabels", Typed.labels(Source.EXTERNAL, Optional.empty()));
        scope.push("externalURL", Typed.of(Kind.STRING));
        scope.push("value", Typed.ALERT_VALUE);
        walk(template.nodes(), Typed.DATA);
        inOrder.replaceAll(fault -> faults.get(fault.span()));
        return new TemplateFacts(inOrder, labels, values, queries, formats);
    }

    // What is found.

    Typed fault(Span span, String message) {
        return fault(span, message, Optional.empty());
    }

    /// Each place is told once, as what always happens if it does so once.
    Typed fault(Span span, String message, Optional<Correction> correction) {
        Fault known = faults.get(span);
        if (known == null) {
            Fault fault = new Fault(span, message, always, correction);
            faults.put(span, fault);
            inOrder.add(fault);
        } else if (always && !known.always()) {
            faults.put(span, new Fault(span, known.message(), true, known.correction()));
        }
        return Typed.UNKNOWN;
    }

    void read(Source source, String label, Span span, Optional<Operand.Str> query) {
        boolean known = source == Source.SERIES && (guarded.contains(label) || asked.contains(label));
        labels.add(new LabelRead(source, label, span, action, only.filter(span::equals).isPresent(), known || alternatives, query));
    }

    // Nodes.

    private void walk(List<Node> nodes, Typed dot) {
        for (Node node : nodes) {
            if (++steps > MAX_STEPS) {
                return;
            }
            walk(node, dot);
        }
    }

    private void walk(Node node, Typed dot) {
        switch (node) {
            case Node.Text ignored -> { }
            case Node.Break ignored -> { }
            case Node.Continue ignored -> { }
            case Node.Action(Span span, Pipeline pipeline) -> {
                boolean single = pipeline.declared().isEmpty() && pipeline.commands().size() == 1;
                open(span, single ? Optional.of(pipeline.span()) : Optional.empty());
                Typed value = evaluation.pipeline(pipeline, dot);
                if (pipeline.declared().isEmpty() && value.showsValue()) {
                    values.add(new ValuePrint(span, value.kind() == Kind.VALUE));
                }
            }
            case Node.If(Span span, Pipeline condition, List<Node> then, List<Node> otherwise) -> choice(span, condition, then, otherwise, dot, false);
            case Node.With(Span span, Pipeline value, List<Node> then, List<Node> otherwise) -> choice(span, value, then, otherwise, dot, true);
            case Node.Range range -> range(range, dot);
            case Node.Call call -> call(call, dot);
        }
    }

    private void open(Span span, Optional<Span> alone) {
        action = span;
        only = alone;
    }

    private void choice(Span span, Pipeline condition, List<Node> then, List<Node> otherwise, Typed dot, boolean setsDot) {
        int mark = scope.mark();
        open(span, Optional.empty());
        Set<String> outer = guarded;
        asked = new HashSet<>();
        evaluation.asked(condition, dot, asked);
        Set<String> inside = asked;
        Typed value = evaluation.pipeline(condition, dot);
        asked = Set.of();
        boolean before = always;
        always = false;
        if (!inside.isEmpty()) {
            inside.addAll(outer);
            guarded = inside;
        }
        walkBody(then, setsDot ? value : dot);
        guarded = outer;
        walkBody(otherwise, dot);
        always = before;
        scope.popTo(mark);
    }

    /// What a branch declares is gone behind it.
    private void walkBody(List<Node> nodes, Typed dot) {
        int mark = scope.mark();
        walk(nodes, dot);
        scope.popTo(mark);
    }

    private void range(Node.Range range, Typed dot) {
        int mark = scope.mark();
        open(range.span(), Optional.empty());
        Typed over = evaluation.pipeline(range.over(), dot);
        Typed element = switch (over.kind()) {
            case RESULT -> Typed.asked(Kind.SAMPLE, over.query());
            case LABELS -> Typed.of(Kind.STRING);
            case INT -> Typed.of(Kind.INT);
            case UNKNOWN, ANY, NIL, ARGS, DURATION -> Typed.UNKNOWN;
            default -> fault(range.over().span(), "`range` goes through lists and maps, and this is " + over.kind().words());
        };
        List<Name> declared = range.over().declared();
        if (over.kind() == Kind.INT && declared.size() > 1) {
            fault(range.over().span(), "a `range` over a number sets one variable, not two");
        }
        Typed index = over.kind() == Kind.RESULT ? Typed.of(Kind.INT) : over.kind() == Kind.LABELS ? Typed.of(Kind.STRING) : Typed.UNKNOWN;
        if (!declared.isEmpty() && !range.over().assigns()) {
            scope.setTop(1, element);
            if (declared.size() > 1) {
                scope.setTop(2, index);
            }
        }
        boolean before = always;
        always = false;
        walkBody(range.body(), element);
        // Its variables are there still, but what they are is another matter.
        walkBody(range.otherwise(), dot);
        always = before;
        scope.popTo(mark);
    }

    private void call(Node.Call call, Typed dot) {
        open(call.span(), Optional.empty());
        Typed given = call.argument().map(pipeline -> evaluation.pipeline(pipeline, dot)).orElse(Typed.of(Kind.NIL));
        List<Node> body = template.definitions().get(call.name());
        if (body == null) {
            if (!call.name().startsWith("__alert_")) {
                fault(call.nameSpan(), "no template is named `" + call.name() + "` in this text; each label and annotation is a template of its own");
            }
            return;
        }
        if (calls >= MAX_CALLS || !visits.add(new Visit(call.name(), given.kind(), given.source(), given.showsValue(), always))) {
            return;
        }
        Scope outer = scope;
        Set<String> outerGuarded = guarded;
        guarded = Set.of();
        scope = new Scope(changing);
        scope.push("", given);
        calls++;
        walk(body, given);
        calls--;
        scope = outer;
        guarded = outerGuarded;
    }

    /// Which variables are assigned anew somewhere.
    private static final class Changes {
        private static void collect(Template.Parsed template, Set<String> changing) {
            collect(template.nodes(), changing);
            template.definitions().values().forEach(nodes -> collect(nodes, changing));
        }

        private static void collect(List<Node> nodes, Set<String> changing) {
            for (Node node : nodes) {
                switch (node) {
                    case Node.Text ignored -> { }
                    case Node.Break ignored -> { }
                    case Node.Continue ignored -> { }
                    case Node.Action(Span ignored, Pipeline pipeline) -> collect(pipeline, changing);
                    case Node.Call(Span ignored, String name, Span nameSpan, Optional<Pipeline> argument) -> argument.ifPresent(pipeline -> collect(pipeline, changing));
                    case Node.If(Span ignored, Pipeline pipeline, List<Node> then, List<Node> otherwise) -> collect(pipeline, then, otherwise, changing);
                    case Node.With(Span ignored, Pipeline pipeline, List<Node> then, List<Node> otherwise) -> collect(pipeline, then, otherwise, changing);
                    case Node.Range(Span ignored, Pipeline pipeline, List<Node> then, List<Node> otherwise) -> collect(pipeline, then, otherwise, changing);
                }
            }
        }

        private static void collect(Pipeline pipeline, List<Node> then, List<Node> otherwise, Set<String> changing) {
            collect(pipeline, changing);
            collect(then, changing);
            collect(otherwise, changing);
        }

        private static void collect(Pipeline pipeline, Set<String> changing) {
            if (pipeline.assigns()) {
                pipeline.declared().forEach(name -> changing.add(name.text()));
            }
            for (Command command : pipeline.commands()) {
                for (Operand operand : command.operands()) {
                    Operand base = operand instanceof Operand.Chain chain ? chain.base() : operand;
                    if (base instanceof Pipeline inside) {
                        collect(inside, changing);
                    }
                }
            }
        }
    }
}
