package promc.analysis;

import java.util.List;

/// The series of one metric, as far as it is known who makes them. `complete`: there are no others of that name.
public record Production(List<Shape> shapes, boolean complete) {
    public Production {
        shapes = List.copyOf(shapes);
    }
}
