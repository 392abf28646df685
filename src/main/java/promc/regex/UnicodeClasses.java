package promc.regex;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/// The sets named by `\p{..}`: general categories, their long names, scripts, `Any`, `ASCII`, `Assigned`.
final class UnicodeClasses {
    /// Which names there are, and how they may be spelled.
    enum Names {
        /// Those of the parser of `github.com/grafana/regexp`, as of Go's up to 1.24: categories, scripts and `Any` in one spelling each.
        EXACT,
        /// Those of Go 1.25 and 1.26: long names of categories, `ASCII` and `Assigned` too; letter case, `_`, `-` and blanks do not count.
        /// Scripts of more than one word (`Old_Italic`, `SignWriting`) are refused there in any spelling.
        LOOSE
    }

    /// Scripts of Unicode 16 that Go's tables (Unicode 15) do not know, and Java's value for "no script".
    private static final Set<String> NOT_IN_GO = Set.of("Todhri", "Garay", "Tulu_Tigalari", "Sunuwar", "Gurung_Khema", "Kirat_Rai",
        "Ol_Onal", "Unknown");

    private static final Map<String, Byte> CODES = Map.ofEntries(
        Map.entry("Cc", Character.CONTROL), Map.entry("Cf", Character.FORMAT), Map.entry("Cn", Character.UNASSIGNED),
        Map.entry("Co", Character.PRIVATE_USE), Map.entry("Cs", Character.SURROGATE), Map.entry("Ll", Character.LOWERCASE_LETTER),
        Map.entry("Lm", Character.MODIFIER_LETTER), Map.entry("Lo", Character.OTHER_LETTER), Map.entry("Lt", Character.TITLECASE_LETTER),
        Map.entry("Lu", Character.UPPERCASE_LETTER), Map.entry("Mc", Character.COMBINING_SPACING_MARK),
        Map.entry("Me", Character.ENCLOSING_MARK), Map.entry("Mn", Character.NON_SPACING_MARK),
        Map.entry("Nd", Character.DECIMAL_DIGIT_NUMBER), Map.entry("Nl", Character.LETTER_NUMBER), Map.entry("No", Character.OTHER_NUMBER),
        Map.entry("Pc", Character.CONNECTOR_PUNCTUATION), Map.entry("Pd", Character.DASH_PUNCTUATION),
        Map.entry("Pe", Character.END_PUNCTUATION), Map.entry("Pf", Character.FINAL_QUOTE_PUNCTUATION),
        Map.entry("Pi", Character.INITIAL_QUOTE_PUNCTUATION), Map.entry("Po", Character.OTHER_PUNCTUATION),
        Map.entry("Ps", Character.START_PUNCTUATION), Map.entry("Sc", Character.CURRENCY_SYMBOL),
        Map.entry("Sk", Character.MODIFIER_SYMBOL), Map.entry("Sm", Character.MATH_SYMBOL), Map.entry("So", Character.OTHER_SYMBOL),
        Map.entry("Zl", Character.LINE_SEPARATOR), Map.entry("Zp", Character.PARAGRAPH_SEPARATOR),
        Map.entry("Zs", Character.SPACE_SEPARATOR));

    private static final String ANY_LETTER_CASE = "LC";
    private static final Map<String, String> CATEGORIES = categoryNames();
    private static final Map<String, Character.UnicodeScript> SCRIPTS = scriptNames();
    private static final Map<String, Character.UnicodeScript> ONE_WORD_SCRIPTS = oneWordScriptNames();
    private static final Map<String, CodePointSet> CACHE = new ConcurrentHashMap<>();

    private UnicodeClasses() {
    }

    /// The set of that name, or empty when there is no such name.
    static Optional<CodePointSet> named(String name, Names names) {
        return names == Names.EXACT ? exact(name) : loose(canonical(name));
    }

    private static Optional<CodePointSet> exact(String name) {
        if (name.equals("Any")) {
            return Optional.of(CodePointSet.ALL);
        }
        boolean category = CODES.containsKey(name) || name.equals(ANY_LETTER_CASE) || name.length() == 1 && name.equals(CATEGORIES.get(canonical(name)));
        return category ? Optional.of(category(name)) : script(SCRIPTS.get(name));
    }

    private static Optional<CodePointSet> loose(String canonical) {
        switch (canonical) {
            case "any":
                return Optional.of(CodePointSet.ALL);
            case "ascii":
                return Optional.of(CodePointSet.range(0, 0x7F));
            case "assigned":
                return Optional.of(category("Cn").complement());
            default:
        }
        var category = CATEGORIES.get(canonical);
        return category != null ? Optional.of(category(category)) : script(ONE_WORD_SCRIPTS.get(canonical));
    }

    private static Optional<CodePointSet> script(Character.UnicodeScript script) {
        return Optional.ofNullable(script).map(known ->
            CACHE.computeIfAbsent(known.name(), _ -> collect(c -> Character.UnicodeScript.of(c) == known)));
    }

    private static String canonical(String name) {
        var text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                text.append((char) (c + 32));
            } else if (c != '_' && c != '-' && c != ' ') {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static CodePointSet category(String name) {
        return CACHE.computeIfAbsent(name, _ -> {
            int types = 0;
            for (var code : CODES.entrySet()) {
                boolean member = name.equals(ANY_LETTER_CASE)
                    ? Set.of("Lu", "Ll", "Lt").contains(code.getKey())
                    : code.getKey().startsWith(name);
                types |= member ? 1 << code.getValue() : 0;
            }
            int wanted = types;
            return collect(c -> (wanted & 1 << Character.getType(c)) != 0);
        });
    }

    private static CodePointSet collect(IntPredicate member) {
        var builder = new CodePointSet.Builder();
        int start = -1;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean inside = member.test(c);
            if (inside && start < 0) {
                start = c;
            } else if (!inside && start >= 0) {
                builder.add(start, c - 1);
                start = -1;
            }
        }
        if (start >= 0) {
            builder.add(start, Character.MAX_CODE_POINT);
        }
        return builder.build();
    }

    private static Map<String, String> categoryNames() {
        var names = new HashMap<String, String>();
        for (var code : CODES.keySet()) {
            names.put(canonical(code), code);
            names.put(canonical(code.substring(0, 1)), code.substring(0, 1));
        }
        for (var alias : ("LC=LC Cased_Letter=LC Close_Punctuation=Pe Combining_Mark=M Connector_Punctuation=Pc Control=Cc "
            + "Currency_Symbol=Sc Dash_Punctuation=Pd Decimal_Number=Nd Enclosing_Mark=Me Final_Punctuation=Pf "
            + "Format=Cf Initial_Punctuation=Pi "
            + "Letter=L Letter_Number=Nl Line_Separator=Zl Lowercase_Letter=Ll Mark=M Math_Symbol=Sm Modifier_Letter=Lm "
            + "Modifier_Symbol=Sk Nonspacing_Mark=Mn Number=N Open_Punctuation=Ps Other=C Other_Letter=Lo Other_Number=No "
            + "Other_Punctuation=Po Other_Symbol=So Paragraph_Separator=Zp Private_Use=Co Punctuation=P Separator=Z "
            + "Space_Separator=Zs Spacing_Mark=Mc Surrogate=Cs Symbol=S Titlecase_Letter=Lt Unassigned=Cn Uppercase_Letter=Lu "
            + "cntrl=Cc digit=Nd punct=P").split(" ")) {
            int equals = alias.indexOf('=');
            names.put(canonical(alias.substring(0, equals)), alias.substring(equals + 1));
        }
        return Map.copyOf(names);
    }

    private static Map<String, Character.UnicodeScript> scriptNames() {
        var names = new HashMap<String, Character.UnicodeScript>();
        for (var script : Character.UnicodeScript.values()) {
            var spelled = new StringBuilder();
            for (var word : script.name().split("_")) {
                spelled.append(spelled.isEmpty() ? "" : "_").append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
            }
            var name = script == Character.UnicodeScript.SIGNWRITING ? "SignWriting" : spelled.toString();
            if (!NOT_IN_GO.contains(name)) {
                names.put(name, script);
            }
        }
        return Map.copyOf(names);
    }

    private static Map<String, Character.UnicodeScript> oneWordScriptNames() {
        var names = new HashMap<String, Character.UnicodeScript>();
        SCRIPTS.forEach((name, script) -> {
            if (name.indexOf('_') < 0 && script != Character.UnicodeScript.SIGNWRITING) {
                names.put(canonical(name), script);
            }
        });
        return Map.copyOf(names);
    }
}
