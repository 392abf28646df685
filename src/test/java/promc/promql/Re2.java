package promc.promql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/// RE2/J as judge of regexes in tests.
final class Re2 implements RegexValidator {
    static final Options ALL = Options.ALL.with(new Re2());
    static final Options DEFAULT = Options.DEFAULT.with(new Re2());

    @Override public Optional<String> error(String pattern) {
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override public Optional<Boolean> matchesEmpty(String pattern) {
        return Optional.of(Pattern.compile("^(?s:" + pattern + ")$").matcher("").matches());
    }
}
