package promc.checks.compose;

import java.util.ArrayList;
import java.util.List;
import promc.model.ComposeFile;
import promc.model.EstateFile;
import promc.model.MonitoringProgram;
import promc.model.View;

/// The compose files that checks of whole files look at.
final class ComposeViews {
    private ComposeViews() {}

    /// That of a file, if it is one and runs a program of an estate. Without streams: every file of a run passes here.
    static List<ComposeFile> in(EstateFile file) {
        List<ComposeFile> found = List.of();
        for (View view : file.views()) {
            if (view instanceof ComposeFile compose && MonitoringProgram.isIn(compose)) {
                found = new ArrayList<>(found);
                found.add(compose);
            }
        }
        return found;
    }
}
