package promc.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The variables that are there at one moment of an expansion, the last declared first.
final class Scope {
    private static final class Variable {
        private final String name;
        private Typed value;

        Variable(String name, Typed value) {
            this.name = name;
            this.value = value;
        }
    }

    private final List<Variable> variables = new ArrayList<>();
    /// Variables that are assigned anew somewhere: what they are at a place depends on the way there.
    private final Set<String> changing;

    Scope(Set<String> changing) {
        this.changing = changing;
    }

    int mark() {
        return variables.size();
    }

    void popTo(int mark) {
        while (variables.size() > mark) {
            variables.removeLast();
        }
    }

    void push(String name, Typed value) {
        variables.add(new Variable(name, stable(name, value)));
    }

    /// Gives the variable that was pushed as the `last`-to-last another value.
    void setTop(int last, Typed value) {
        Variable variable = variables.get(variables.size() - last);
        variable.value = stable(variable.name, value);
    }

    /// Assigns to the last declared of this name; false if there is none.
    boolean assign(String name, Typed value) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name.equals(name)) {
                variables.get(i).value = stable(name, value.showing(value.showsValue() || variables.get(i).value.showsValue()));
                return true;
            }
        }
        return false;
    }

    Optional<Typed> find(String name) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name.equals(name)) {
                return Optional.of(variables.get(i).value);
            }
        }
        return Optional.empty();
    }

    private Typed stable(String name, Typed value) {
        return changing.contains(name) ? Typed.UNKNOWN.showing(value.showsValue()) : value;
    }
}
