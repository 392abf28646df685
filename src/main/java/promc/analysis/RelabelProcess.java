package promc.analysis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import promc.model.RelabelRule.Action;
import promc.regex.Template;

/// What relabel rules make of one label set, exactly (Prometheus `relabel.ProcessBuilder`).
final class RelabelProcess {
    private RelabelProcess() {}

    /// False if the label set is dropped.
    static boolean apply(List<RelabelStep> steps, RelabelBuilder labels) {
        for (RelabelStep step : steps) {
            if (!apply(step, labels)) {
                return false;
            }
        }
        return true;
    }

    /// The values of the source labels, joined.
    static String input(RelabelStep step, RelabelBuilder labels) {
        return step.sources().stream().map(labels::get).collect(Collectors.joining(step.separator()));
    }

    static boolean apply(RelabelStep step, RelabelBuilder labels) {
        String value = input(step, labels);
        switch (step.action()) {
            case DROP -> {
                return !step.regex().matches(value);
            }
            case KEEP -> {
                return step.regex().matches(value);
            }
            case DROPEQUAL -> {
                return !labels.get(step.target()).equals(value);
            }
            case KEEPEQUAL -> {
                return labels.get(step.target()).equals(value);
            }
            case REPLACE -> replacement(step, value).ifPresent(made -> labels.set(made.name(), made.value()));
            case LOWERCASE, UPPERCASE, HASHMOD -> labels.set(step.target(), computed(step, value));
            case LABELMAP -> {
                for (Map.Entry<String, String> label : labels.entries()) {
                    if (step.regex().matches(label.getKey())) {
                        labels.set(mapped(step, label.getKey()), label.getValue());
                    }
                }
            }
            case LABELDROP, LABELKEEP -> {
                for (Map.Entry<String, String> label : labels.entries()) {
                    if (step.regex().matches(label.getKey()) == (step.action() == Action.LABELDROP)) {
                        labels.delete(label.getKey());
                    }
                }
            }
        }
        return true;
    }

    /// A label that is set; with an empty value it is deleted.
    record Made(String name, String value) {}

    /// What `replace` does if the joined source labels are `value`; empty if it leaves everything as it is.
    static Optional<Made> replacement(RelabelStep step, String value) {
        return step.groups().find(value, 0).flatMap(match -> {
            String name = Template.parse(step.target()).expand(step.groups(), value, match);
            return RelabelStep.isName(name, step.legacyNames())
                    ? Optional.of(new Made(name, Template.parse(step.replacement()).expand(step.groups(), value, match))) : Optional.empty();
        });
    }

    /// The name that `labelmap` gives to a label whose name matches.
    static String mapped(RelabelStep step, String name) {
        return Template.parse(step.replacement()).replaceAll(step.groups(), name);
    }

    /// What `lowercase`, `uppercase` or `hashmod` make of the joined source labels.
    static String computed(RelabelStep step, String value) {
        return switch (step.action()) {
            case LOWERCASE -> each(value, Character::toLowerCase);
            case UPPERCASE -> each(value, Character::toUpperCase);
            case HASHMOD -> hash(value, step.modulus());
            default -> throw new IllegalArgumentException(step.action().word());
        };
    }

    /// Letter by letter, as Go does: no letter becomes two.
    private static String each(String text, IntUnaryOperator change) {
        return text.codePoints().map(change).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String hash(String value, long modulus) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
            return Long.toUnsignedString(Long.remainderUnsigned(ByteBuffer.wrap(sum).getLong(8), modulus));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java runtime has MD5", absent);
        }
    }
}
