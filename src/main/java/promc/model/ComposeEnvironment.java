package promc.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import promc.source.SourceFile;

/// The variables that Compose fills into the files of a project: those of `.env` in its folder (compose-spec, interpolation; `env_file` of a service reaches its process only). `inSight` is true if there is such a file.
/// A variable with an empty value here is set to something that promc does not look at: a secret by its name, or text that it does not read as Compose does.
record ComposeEnvironment(Map<String, Optional<String>> variables, boolean inSight) {
    static final String FILE = ".env";
    /// Set by every shell, or by Compose itself.
    private static final Set<String> ALWAYS = Set.of("PWD", "HOME", "USER", "UID", "GID", "SHELL", "HOSTNAME", "PATH", "TMPDIR", "LOGNAME", "LANG");
    private static final Pattern SECRET = Pattern.compile("pass|pwd|secret|token|key|cred|auth|private|dsn|webhook", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,=%+~ -]*");

    /// Of a project without such a file.
    static final ComposeEnvironment NONE = new ComposeEnvironment(Map.of(), false);

    ComposeEnvironment {
        variables = Map.copyOf(variables);
    }

    /// The files that `COMPOSE_FILE` names, in their order; none where it is not set, or not to be read.
    List<String> files() {
        String written = variables.getOrDefault("COMPOSE_FILE", Optional.empty()).orElse("");
        String separator = variables.getOrDefault("COMPOSE_PATH_SEPARATOR", Optional.empty()).filter(text -> !text.isEmpty()).orElse(":");
        return written.isEmpty() ? List.of() : List.of(written.split(Pattern.quote(separator)));
    }

    /// Lines `NAME=value`, whose value may stand in quotes; a comment begins behind a blank.
    static ComposeEnvironment read(SourceFile file) {
        Map<String, Optional<String>> variables = new HashMap<>();
        file.text().lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            String setting = line.startsWith("export ") ? line.substring("export ".length()).strip() : line;
            int equals = setting.indexOf('=');
            String name = (equals < 0 ? setting : setting.substring(0, equals)).strip();
            variables.put(name, equals < 0 || SECRET.matcher(name).find() ? Optional.empty() : value(setting.substring(equals + 1).strip()));
        });
        return new ComposeEnvironment(variables, true);
    }

    private static Optional<String> value(String written) {
        String value = written;
        if (!value.isEmpty() && (value.charAt(0) == '"' || value.charAt(0) == '\'')) {
            int close = value.indexOf(value.charAt(0), 1);
            if (close < 0) {
                return Optional.empty();
            }
            value = value.substring(1, close);
        } else {
            int comment = value.indexOf(" #");
            value = comment < 0 ? value : value.substring(0, comment).stripTrailing();
        }
        return PLAIN.matcher(value).matches() ? Optional.of(value) : Optional.empty();
    }

    /// True if Compose, or the shell that calls it, surely knows the variable, whatever files say.
    static boolean isAlwaysSet(String name) {
        return ALWAYS.contains(name) || name.toUpperCase(Locale.ROOT).startsWith("COMPOSE_");
    }
}
