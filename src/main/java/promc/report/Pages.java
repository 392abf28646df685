package promc.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The documentation pages of the checks, as packed with the program.
public final class Pages {
    private Pages() {}

    /// The Markdown page of a check, or empty if it has none.
    public static Optional<String> read(String check) {
        try (InputStream page = Pages.class.getResourceAsStream("/docs/checks/" + check + ".md")) {
            return page == null ? Optional.empty() : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the page of " + check + " cannot be read from the program itself", unreadable);
        }
    }
}
