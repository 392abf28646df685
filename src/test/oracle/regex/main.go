// Command regex prints one line per generated pattern, tab-separated: the pattern, the text of the error of syntax.Parse without its prefix
// (empty when it compiles), and space-separated answers of `^(?s:PATTERN)$` as STRING=0 or STRING=1. Characters outside of printable ASCII, the
// backslash, the blank and the equals sign are written as \uXXXXXX. Given the word folds, it prints the orbits of unicode.SimpleFold instead,
// in hexadecimal, one a line.
package main

import (
	"bufio"
	"fmt"
	"math/rand"
	"os"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
)

var pieces = []string{
	"a", "b", "ab", "x", "1", "-", "_", ",", "k", "S", "é", "Δ", "ſ", "😀", "{", "}", "]", "/", " ", ":", "=", "<", ">", "&", "~", "#",
	".", "*", "+", "?", "|", "(", ")", "(?:", "(?i)", "(?i:", "(?s)", "(?-s)", "(?m)", "(?U)", "(?-i)", "(?im-s:", "(?-", "(?", "(?)", "(?i-)",
	"(?P<n>", "(?<n>", "(?P<n", "(?P<>", "(?P<a-b>", "(?<1>", "(?P=n)", "(?=", "(?!", "(?<=", "(?#", "(?>", "(?--i)", "(?x)",
	"^", "$", `\A`, `\z`, `\Z`, `\b`, `\B`, `\Q`, `\E`, `\C`, `\G`, `\K`, `\R`, `\X`,
	"{2}", "{2,}", "{2,3}", "{,2}", "{0}", "{1,0}", "{1001}", "{1000}", "{01}", "{2", "{2,", "{ 2}", "{100}", "{99999999999}", "{1,99999999999}", "**", "+?", "??", "*?",
	"[", "[a-c]", "[^a]", "[^", "[]", "[]a]", "[^]a]", "[a-]", "[-a]", "[b-a]", "[a-c-e]", "[[:alpha:]]", "[[:^digit:]]", "[[:foo:]]", "[[:alpha:", "[[:word:]_-]", "[:alpha:]",
	`[\d]`, `[\w-z]`, `[a-\d]`, `[\pL]`, `[\b]`, `[\n\t]`, `[\]]`, `[\`, `[\x41-\x43]`, `[\Q]\E]`, "[Ā-ſ]", "[^\\S]", `[\D\d]`, `[^\D\d]`, "[k-s]",
	`\d`, `\D`, `\w`, `\W`, `\s`, `\S`, `\pL`, `\PL`, `\p{L}`, `\p{^L}`, `\P{^Lu}`, `\p{Greek}`, `\p{greek}`, `\p{Lu}`, `\pN`, `\p{Foo}`, `\p{`, `\p`, `\pé`, `\p{Any}`, `\P{Any}`, `\p{Letter}`, `\p{uppercase-letter}`, `\p{LC}`, `\p{ASCII}`,
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

func main() {
	random := rand.New(rand.NewSource(42))
	writer := bufio.NewWriter(os.Stdout)
	defer writer.Flush()
	if len(os.Args) > 1 && os.Args[1] == "folds" {
		folds(writer)
		return
	}
	seen := map[string]bool{}
	record := func(p string) {
		if seen[p] {
			return
		}
		seen[p] = true
		_, err := syntax.Parse(p, syntax.Perl)
		message := ""
		if err != nil {
			message = strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		}
		fmt.Fprintf(writer, "%s\t%s\t", encode(p), encode(message))
		compiled, err := regexp.Compile("^(?s:" + p + ")$")
		if message == "" && err == nil {
			for i := 0; i < 12; i++ {
				s := text(random)
				if i == 0 {
					s = ""
				}
				bit := 0
				if compiled.MatchString(s) {
					bit = 1
				}
				if i > 0 {
					fmt.Fprint(writer, " ")
				}
				fmt.Fprintf(writer, "%s=%d", encode(s), bit)
			}
		}
		fmt.Fprintln(writer)
	}
	for _, p := range pieces {
		record(p)
		record("a" + p)
		record(p + "a")
		record("(" + p + ")")
		record("(?i)" + p)
		record("[" + p + "]")
	}
	for i := 0; i < 2500; i++ {
		record(pattern(random, pieces, 4))
	}
	for i := 0; i < 2500; i++ {
		record(pattern(random, mild, 7))
	}
}
