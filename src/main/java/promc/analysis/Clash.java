package promc.analysis;

import java.util.List;

/// A label that no series of two sides that are matched have in common: no value that both allow, nor its absence on both.
public record Clash(String label, LabelFact left, LabelFact right) {
    List<Why> whys() {
        return List.of(left.why(), right.why());
    }
}
