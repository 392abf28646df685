package promc.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the values of a label look like, where that says that there is one for every user, request, moment or text. A guess, so what has an innocent reading (versions, ports, bounds of
/// buckets, sizes, status codes, short commit hashes) is none of them.
public enum ValueShape {
    UUID("UUIDs", 2, "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"),
    ULID("ULIDs", 2, "(?=.*[0-9])(?=.*[A-Z].*[A-Z])[0-7][0-9A-HJKMNP-TV-Z]{25}"),
    IPV4("IP addresses", 5, "(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"),
    IPV6("IP addresses", 5, "(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|(?=(?:[^:]*:){2,7}[^:]*$)(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*)?::(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*)?"),
    EMAIL("e-mail addresses", 2, "[\\w.+-]{1,64}@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}"),
    ISO_TIME("points in time", 2, "[0-9]{4}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9].*"),
    /// From 2008 to 2033.
    EPOCH_SECONDS("points in time (seconds since 1970)", 2, "(?:1[2-9]|20)[0-9]{8}"),
    EPOCH_MILLIS("points in time (milliseconds since 1970)", 2, "(?:1[2-9]|20)[0-9]{11}"),
    HEX_DIGEST("hashes", 2, "(?:sha256:|sha1:|md5:)?(?=[0-9a-fA-F]*[a-fA-F])(?=[0-9a-fA-F]*[0-9])(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})"),
    LONG_DIGITS("numbers that count something up", 3, "[0-9]{8,40}"),
    NUMBERED("numbered names", 3, "[A-Za-z]{1,12}[-_:#]?[0-9]{6,20}"),
    PATH_WITH_ID("paths with an id in them", 3, "/.*"),
    SQL("SQL statements", 1, "(?is)\\s*(?:select\\s.+\\sfrom\\s.+|insert\\s+into\\s.+|update\\s.+\\sset\\s.+|delete\\s+from\\s.+)"),
    /// With a number in it: sentences without one are more often a fixed list of messages.
    FREE_TEXT("sentences", 3, "(?s)\\p{L}.*");

    /// A single value of this length with blanks in it is text that somebody composed.
    private static final int LONG_TEXT = 160;
    private static final int WORDS_OF_A_SENTENCE = 6;
    /// Ids are shorter than this; of a longer value only the beginning is looked at, which is enough to see a statement or a sentence.
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_LOOK = 4096;
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{4,}");

    private final String words;
    private final int least;
    private final Pattern pattern;

    ValueShape(String words, int least, String pattern) {
        this.words = words;
        this.least = least;
        this.pattern = Pattern.compile(pattern);
    }

    /// What such values are, for a message: `UUIDs`.
    public String words() {
        return words;
    }

    /// What the values of a label look like: `count` of the different ones have this shape, `example` among them.
    public record Found(ValueShape shape, int count, String example) {}

    /// The shape of one value; empty if it looks like nothing that grows. Of a number, `LONG_DIGITS` or a point in time says that it is long, not what it counts.
    public static Optional<ValueShape> of(String value) {
        String beginning = value.length() > LONGEST_LOOK ? value.substring(0, LONGEST_LOOK) : value;
        for (ValueShape shape : values()) {
            if ((value.length() <= LONGEST_ID || shape == SQL || shape == FREE_TEXT) && shape.is(beginning)) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }

    /// What at least half of the different `values` of a label look like, if enough of them do.
    public static Optional<Found> of(Collection<String> values) {
        Map<ValueShape, List<String>> byShape = new HashMap<>();
        TreeSet<String> distinct = new TreeSet<>(values);
        distinct.remove("");
        for (String value : distinct) {
            of(value).ifPresent(shape -> byShape.computeIfAbsent(shape, s -> new ArrayList<>()).add(value));
        }
        for (ValueShape shape : values()) {
            List<String> having = byShape.getOrDefault(shape, List.of());
            if (2 * having.size() >= distinct.size() && shape.isEnough(having)) {
                return Optional.of(new Found(shape, having.size(), having.getFirst()));
            }
        }
        return Optional.empty();
    }

    private boolean isEnough(List<String> having) {
        return switch (this) {
            case FREE_TEXT -> having.size() >= least || having.stream().anyMatch(text -> text.length() >= LONG_TEXT);
            case PATH_WITH_ID -> {
                Map<String, Integer> paths = new HashMap<>();
                having.forEach(path -> paths.merge(template(path), 1, Integer::sum));
                yield paths.values().stream().anyMatch(count -> count >= least);
            }
            default -> having.size() >= least;
        };
    }

    private boolean is(String value) {
        return pattern.matcher(value).matches() && switch (this) {
            case UUID -> !value.startsWith("00000000-0000-0000");
            case LONG_DIGITS -> !isRound(value);
            case IPV4 -> !value.endsWith(".0");
            case PATH_WITH_ID -> !template(value).equals(value);
            case FREE_TEXT -> words(value) >= WORDS_OF_A_SENTENCE && (value.length() >= LONG_TEXT || value.chars().anyMatch(c -> c >= '0' && c <= '9'));
            default -> true;
        };
    }

    private static int words(String text) {
        int words = 0;
        for (int i = 0; i < text.length(); i++) {
            words += !Character.isWhitespace(text.charAt(i)) && (i == 0 || Character.isWhitespace(text.charAt(i - 1))) ? 1 : 0;
        }
        return words;
    }

    /// Sizes and bounds are round numbers or powers of two.
    private static boolean isRound(String digits) {
        if (digits.endsWith("000") || digits.length() > 18) {
            return digits.endsWith("000");
        }
        long number = Long.parseLong(digits);
        return Long.bitCount(number) == 1 || Long.bitCount(number + 1) == 1;
    }

    /// A path with each part that is an id by itself replaced by `*`.
    private static String template(String path) {
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = isId(parts[i]) ? "*" : parts[i];
        }
        return String.join("/", parts);
    }

    private static boolean isId(String part) {
        return LONG_NUMBER.matcher(part).matches() || UUID.is(part) || ULID.is(part) || HEX_DIGEST.is(part.toLowerCase(Locale.ROOT)) || EMAIL.is(part) || NUMBERED.is(part);
    }
}
