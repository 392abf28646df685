package promc.regex;

/// What parsing a pattern gives.
public sealed interface RegexResult permits Regex, RegexError {
}
