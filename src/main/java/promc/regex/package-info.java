/// RE2 regular expressions as Prometheus has them from Go, understood as languages.
///
/// [promc.regex.Regex] parses a pattern as the place of its [promc.regex.RegexUse] does (Perl flags) and keeps its syntax tree with offsets;
/// [promc.regex.Language] is the set of strings it matches where Prometheus uses it; [promc.regex.Decision] answers questions about
/// such sets (emptiness, inclusion, overlap, coverage) within a budget and with a shortest witness.
///
/// Strings are sequences of Unicode scalar values: surrogate code points belong to no string. The tables of `\p{..}` are those of the
/// running JDK (Unicode 16 on JDK 25, where Go 1.26 has Unicode 15): compared, the two differ in characters that Unicode 15 does not
/// assign and in U+1171E (`Mn` there, `Mc` here).
package promc.regex;
