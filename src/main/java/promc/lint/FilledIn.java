package promc.lint;

import java.util.ArrayList;
import java.util.List;
import promc.model.ComposeFile;
import promc.model.ComposeVariable;
import promc.model.ComposeVariable.Source;
import promc.model.EstateFile;
import promc.model.View;
import promc.source.SourceFile;

/// Says of findings about what Compose fills in who gave it: the file shows a variable there. What `.env` holds is not shown.
final class FilledIn {
    private FilledIn() {}

    /// The finding, with a note for each variable under it that the compose file `file` takes from `.env`.
    static Finding explained(Finding finding, EstateFile file) {
        SourceFile source = finding.file();
        if (!source.path().equals(file.source().path()) || finding.span().of(source.text()).indexOf('$') < 0) {
            return finding;
        }
        List<Finding.Note> notes = new ArrayList<>(finding.notes());
        for (View view : file.views()) {
            if (view instanceof ComposeFile compose) {
                for (ComposeVariable variable : compose.variables()) {
                    if (variable.source() == Source.ENV_FILE && finding.span().contains(variable.span())) {
                        notes.add(new Finding.Note("`" + variable.name() + "` is set in `.env`", source, variable.span()));
                    }
                }
            }
        }
        return notes.size() == finding.notes().size() ? finding
                : new Finding(finding.check(), finding.severity(), finding.confidence(), finding.message(), finding.file(), finding.span(), finding.rule(), notes, finding.fix(), finding.secret());
    }
}
