package promc.analysis;

import java.util.List;

/// A label by which two sides are matched and that none of their series have in common: no value that both allow, nor its absence on both.
public record Clash(String label, LabelFact left, LabelFact right) {
    List<Why> whys() {
        return List.of(left.why(), right.why());
    }
}
