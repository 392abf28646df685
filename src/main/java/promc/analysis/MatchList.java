package promc.analysis;

import java.util.List;

/// Selectors that [MatchSynthesis] made for what is needed. `proof` tells whether each series that is needed is selected: [Escape.Covered] if that is proved, else a series that is not, or that it was not
/// found out. `minimal`: it is proved of each selector that without it some series that is needed would not be selected.
public record MatchList(List<MatchSelector> selectors, Escape proof, boolean minimal) {
    public MatchList {
        selectors = List.copyOf(selectors);
    }
}
