// Command regex prints one line per generated pattern, tab-separated: the pattern; what compiling it says as it is used in Prometheus' template
// functions, in its label matchers, in its relabelling and label_replace, and in Alertmanager (the text of the error without its prefix, empty when it
// compiles, = for the same as in template functions); and blank-separated answers STRING=BITS, a bit for each use in this order, - where the pattern was
// refused. Characters outside of printable ASCII, the backslash, the blank and the equals sign are written as \uXXXXXX. Given the word folds, it prints
// the orbits of unicode.SimpleFold instead, in hexadecimal, one a line.
package main

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode"

	fork "github.com/grafana/regexp"

	"github.com/prometheus/prometheus/model/labels"
)

var pieces = []string{
	"a", "b", "ab", "x", "1", "-", "_", ",", "k", "S", "é", "Δ", "ſ", "😀", "{", "}", "]", "/", " ", ":", "=", "<", ">", "&", "~", "#",
	".", "*", "+", "?", "|", "(", ")", "(?:", "(?i)", "(?i:", "(?s)", "(?-s)", "(?m)", "(?U)", "(?-i)", "(?im-s:", "(?-", "(?", "(?)", "(?i-)",
	"(?P<n>", "(?<n>", "(?P<n", "(?P<>", "(?P<a-b>", "(?<1>", "(?P=n)", "(?=", "(?!", "(?<=", "(?#", "(?>", "(?--i)", "(?x)",
	"^", "$", `\A`, `\z`, `\Z`, `\b`, `\B`, `\Q`, `\E`, `\C`, `\G`, `\K`, `\R`, `\X`,
	"{2}", "{2,}", "{2,3}", "{,2}", "{0}", "{1,0}", "{1001}", "{1000}", "{01}", "{2", "{2,", "{ 2}", "{100}", "{99999999999}", "{1,99999999999}", "**", "+?", "??", "*?",
	"[", "[a-c]", "[^a]", "[^", "[]", "[]a]", "[^]a]", "[a-]", "[-a]", "[b-a]", "[a-c-e]", "[[:alpha:]]", "[[:^digit:]]", "[[:foo:]]", "[[:alpha:", "[[:word:]_-]", "[:alpha:]",
	`[\d]`, `[\w-z]`, `[a-\d]`, `[\pL]`, `[\b]`, `[\n\t]`, `[\]]`, `[\`, `[\x41-\x43]`, `[\Q]\E]`, "[Ā-ſ]", "[^\\S]", `[\D\d]`, `[^\D\d]`, "[k-s]",
	`\d`, `\D`, `\w`, `\W`, `\s`, `\S`, `\pL`, `\PL`, `\p{L}`, `\p{^L}`, `\P{^Lu}`, `\p{Greek}`, `\p{greek}`, `\p{Lu}`, `\pN`, `\p{Foo}`, `\p{`, `\p`, `\pé`, `\p{Any}`, `\P{Any}`, `\p{Letter}`, `\p{uppercase-letter}`, `\p{LC}`, `\p{ASCII}`, `\ppL`, `\psL`,
	`\x41`, `\x4`, `\xg1`, `\x{41}`, `\x{10FFFF}`, `\x{110000}`, `\x{}`, `\x{4`, `\x{0000000041}`, `\x{zz}`, `\x`, `\0`, `\01`, `\07`, `\08`, `\1`, `\12`, `\123`, `\1234`, `\777`, `\8`, `\9`, `\x{D800}`,
	`\a`, `\f`, `\n`, `\r`, `\t`, `\v`, `\e`, `\c`, `\u0041`, `\.`, `\-`, `\_`, `\"`, `\/`, `\ `, `\<`, `\é`, `\`, `\\`, `\*`, `\{`, `\o`, `\h`, `\N`, "\n",
}

var mild = []string{
	"a", "b", "c", "ab", "k", "S", "é", "1", "_", "-", " ", "\n", ".", ".*", ".+", "a*", "b+", "c?", "(a|b)", "(?:ab|c)*", "(?i:k)", "(?i)", "(?-s:.)", "(?m)", "^", "$", `\b`, `\B`, `\A`, `\z`,
	"[a-c]", "[^a]", `\d`, `\w`, `\W`, `\s`, `\pL`, "{2}", "{0,2}", "|", "(", ")", "(?:", "*", "?", "(?s)", "[[:alpha:]]", `\Qa.b\E`,
}

var letters = []rune("aaabbbccckKsSſKxX11__-- .\n\néÉΔδ😀!")

func encode(s string) string {
	var out strings.Builder
	for _, r := range s {
		if r > ' ' && r < 0x7f && r != '\\' && r != '=' {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, `\u%06X`, r)
		}
	}
	return out.String()
}

func text(random *rand.Rand) string {
	var out []rune
	for n := random.Intn(6); n > 0; n-- {
		out = append(out, letters[random.Intn(len(letters))])
	}
	return string(out)
}

func pattern(random *rand.Rand, from []string, longest int) string {
	var out strings.Builder
	for n := 1 + random.Intn(longest); n > 0; n-- {
		out.WriteString(from[random.Intn(len(from))])
	}
	return out.String()
}

func folds(writer *bufio.Writer) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		orbit := fmt.Sprintf("%X", r)
		smallest := true
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			orbit += fmt.Sprintf(" %X", next)
			smallest = smallest && r < next
		}
		if smallest && unicode.SimpleFold(r) != r {
			fmt.Fprintln(writer, orbit)
		}
	}
}

// use compiles a pattern as one kind of place does and returns the function that matches.
type use func(pattern string) (func(string) bool, error)

// Prometheus compiles with its fork everywhere; label matchers have fast paths beside it. Alertmanager compiles with Go's own package.
var uses = []use{
	func(p string) (func(string) bool, error) {
		compiled, err := fork.Compile(p)
		if err != nil {
			return nil, err
		}
		return compiled.MatchString, nil
	},
	func(p string) (func(string) bool, error) {
		compiled, err := labels.NewFastRegexMatcher(p)
		if err != nil {
			return nil, err
		}
		return compiled.MatchString, nil
	},
	func(p string) (func(string) bool, error) {
		compiled, err := fork.Compile("^(?s:" + p + ")$")
		if err != nil {
			return nil, err
		}
		return compiled.MatchString, nil
	},
	func(p string) (func(string) bool, error) {
		compiled, err := regexp.Compile("^(?:" + p + ")$")
		if err != nil {
			return nil, err
		}
		return compiled.MatchString, nil
	},
}

const textsPerPattern = 12

// record writes the line of one pattern. The texts are drawn whether it compiles or not, so that a refusal leaves those of the others alone.
func record(writer *bufio.Writer, random *rand.Rand, p string) {
	matches := make([]func(string) bool, len(uses))
	first := ""
	compiles := false
	fmt.Fprint(writer, encode(p))
	for i, compile := range uses {
		match, err := compile(p)
		message := ""
		if err != nil {
			message = strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		} else {
			matches[i] = match
			compiles = true
		}
		switch {
		case i == 0:
			first = message
			fmt.Fprint(writer, "\t", encode(message))
		case message != "" && message == first:
			fmt.Fprint(writer, "\t=")
		default:
			fmt.Fprint(writer, "\t", encode(message))
		}
	}
	answers := make([]string, textsPerPattern)
	for i := range answers {
		s := text(random)
		if i == 0 {
			s = ""
		}
		answers[i] = encode(s) + "="
		for _, match := range matches {
			switch {
			case match == nil:
				answers[i] += "-"
			case match(s):
				answers[i] += "1"
			default:
				answers[i] += "0"
			}
		}
	}
	if compiles {
		fmt.Fprint(writer, "\t", strings.Join(answers, " "))
	}
	fmt.Fprintln(writer)
}

// spellings of the name of a property, of which some are refused here and some there.
func spellings(name string) []string {
	bare := strings.ReplaceAll(name, "_", "")
	return []string{name, strings.ToLower(name), strings.ToUpper(name), bare, bare[:1] + strings.ToLower(bare[1:]), strings.ReplaceAll(name, "_", "-"), strings.ReplaceAll(name, "_", " ")}
}

// properties has the names that the tables of package unicode know, and some that they do not.
func properties() []string {
	names := []string{"Any", "Assigned", "ASCII", "Todhri", "Garay", "Tulu_Tigalari", "Sunuwar", "Gurung_Khema", "Kirat_Rai", "Ol_Onal", "Unknown", "Katakana_Or_Hiragana", "Alpha", "alnum", "Latn"}
	names = slices.AppendSeq(names, maps.Keys(unicode.Categories))
	names = slices.AppendSeq(names, maps.Keys(unicode.Scripts))
	names = slices.AppendSeq(names, maps.Keys(unicode.CategoryAliases))
	names = slices.AppendSeq(names, maps.Keys(unicode.Properties))
	slices.Sort(names)
	return slices.Compact(names)
}

func main() {
	writer := bufio.NewWriter(os.Stdout)
	defer writer.Flush()
	if len(os.Args) > 1 && os.Args[1] == "folds" {
		folds(writer)
		return
	}
	random := rand.New(rand.NewSource(42))
	texts := rand.New(rand.NewSource(43))
	seen := map[string]bool{}
	once := func(p string) {
		if !seen[p] {
			seen[p] = true
			record(writer, texts, p)
		}
	}
	for _, p := range pieces {
		once(p)
		once("a" + p)
		once(p + "a")
		once("(" + p + ")")
		once("(?i)" + p)
		once("[" + p + "]")
	}
	for i := 0; i < 2500; i++ {
		once(pattern(random, pieces, 4))
	}
	for i := 0; i < 2500; i++ {
		once(pattern(random, mild, 7))
	}
	for i, name := range properties() {
		for _, spelling := range spellings(name) {
			once(fmt.Sprintf([]string{`\p{%s}+`, `[\p{%s}a]*`, `(?i)\P{^%s}+`}[i%3], spelling))
		}
	}
	for depth := 996; depth <= 1001; depth++ {
		once(strings.Repeat("(", depth) + "a" + strings.Repeat(")", depth))
	}
}
