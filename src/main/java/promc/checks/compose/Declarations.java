package promc.checks.compose;

import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Estate;

/// What a compose file declares for its services.
final class Declarations {
    private Declarations() {}

    /// True if what the service names must be declared in this file: no other file includes it or is laid over it, as far as is known.
    static boolean areWhole(ComposeService service, ComposeFile file) {
        return file.whole() && !file.part() && !service.extended() && service.node().get("extends").isEmpty();
    }

    /// True if a file beside this one declares it: the two may be read together.
    static boolean elsewhere(ComposeFile file, String section, String name, Estate estate) {
        String folder = file.text().file().folder();
        return estate.composeFiles().anyMatch(other -> other != file && other.text().file().folder().equals(folder) && other.declared(section).contains(name));
    }
}
