package promc.template;

import java.util.List;
import java.util.Map;
import promc.source.Problem;

/// A template of Go (`text/template`) as Prometheus parses the labels and annotations of an alerting rule: with its functions, and with `$labels`, `$externalLabels`,
/// `$externalURL` and `$value` declared (`model/rulefmt`, testTemplateParsing).
public sealed interface Template {
    /// Actions nested deeper than this, bodies and parentheses counted together, are not followed: nobody writes them, and the stack is finite.
    int MAX_DEPTH = 200;

    /// Accepted. `definitions` are the bodies of `define` and `block` by name.
    record Parsed(List<Node> nodes, Map<String, List<Node>> definitions) implements Template {
        public Parsed {
            nodes = List.copyOf(nodes);
            definitions = Map.copyOf(definitions);
        }
    }

    /// Refused, at the first thing that is wrong.
    record Broken(Problem problem, Fault fault) implements Template {}

    /// What is wrong with a template. `TOO_DEEP` is a limit of ours: Go may take it.
    enum Fault { SYNTAX, UNKNOWN_FUNCTION, UNDEFINED_VARIABLE, TOO_DEEP }

    static Template parse(String text) {
        return new Parser(text).parse();
    }
}
