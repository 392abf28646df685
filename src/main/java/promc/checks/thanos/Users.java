package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.fix.TextEdit;
import promc.lint.ComposeEdits;
import promc.model.Image;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin.Compose;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;

/// Whom processes in containers run as, where images and compose files tell.
final class Users {
    private static final String ROOT = "0";
    private static final String NOBODY = "65534";
    private static final String THANOS = "1001";
    private static final Pattern OFFICIAL_THANOS = Pattern.compile("((docker\\.io/|quay\\.io/)?(thanosio|thanos)/thanos)");

    private Users() {}

    /// The user id of a service of a compose file; empty if it is not known.
    static Optional<String> of(ServerProcess process) {
        if (process.compose().isEmpty() || !process.told()) {
            return Optional.empty();
        }
        Optional<YamlNode> set = process.compose().get().service().node().get("user");
        if (set.isPresent()) {
            String user = set.get() instanceof YamlScalar scalar ? scalar.value().replaceFirst(":.*", "") : "";
            return switch (user) {
                case "root" -> Optional.of(ROOT);
                case "nobody" -> Optional.of(NOBODY);
                default -> user.matches("[0-9]+") ? Optional.of(user) : Optional.empty();
            };
        }
        if (process.image().filter(Image::isOfficialPrometheus).isPresent()) {
            return Optional.of(process.image().flatMap(Image::tag).filter(tag -> tag.contains("distroless")).isPresent() ? "65532" : NOBODY);
        }
        // Since 0.32 the image has a user of its own.
        return process.image().filter(image -> OFFICIAL_THANOS.matcher(image.repository()).matches() && image.version().filter(version -> !version.isAtLeast(0, 32)).isEmpty()).map(image -> THANOS);
    }

    /// Lets a service run as another user: its name, or its number in quotes.
    static Optional<TextEdit> set(Compose compose, String user) {
        return switch (compose.service().node().get("user").orElse(null)) {
            case null -> ComposeEdits.key(compose, "user: " + user, List.of());
            case YamlScalar scalar -> Optional.of(new TextEdit(scalar.text().file(), scalar.span(), user));
            default -> Optional.empty();
        };
    }

    static boolean isRoot(String user) {
        return user.equals(ROOT);
    }
}
