package promc.model;

import java.util.Optional;
import promc.promql.RegexValidator;
import promc.regex.Regex;
import promc.regex.RegexError;

/// Lets the PromQL parser judge patterns by `promc.regex`, which it does not know.
final class PatternJudge implements RegexValidator {
    static final PatternJudge INSTANCE = new PatternJudge();

    private PatternJudge() {}

    @Override
    public Optional<String> error(String pattern) {
        return switch (Regex.parse(pattern)) {
            case Regex ignored -> Optional.empty();
            case RegexError error -> Optional.of(error.message());
        };
    }

    @Override
    public Optional<Boolean> matchesEmpty(String pattern) {
        return Regex.parse(pattern) instanceof Regex regex ? Optional.of(regex.matches("")) : Optional.empty();
    }
}
