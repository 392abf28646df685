/**
 * The tokens of PromQL as Prometheus 3.14 scans them (promql/parser/lex.go).
 *
 * What braces and brackets open has an alphabet of its own, hence the modes: no word is a keyword inside braces, `[1h:5m]` would otherwise
 * contain the metric name `:5m`, and the first number inside brackets ends the strict alphabet of durations.
 *
 * Every character belongs to some token: what Prometheus' scanner refuses becomes UNEXPECTED, UNTERMINATED, BAD_NUMBER or BAD_STRING, which no
 * parser rule accepts. NUMBER and STRING are wide here; promc.promql.Scanner tells numbers, durations and bad ones apart, and marks the few
 * tokens whose kind depends on what follows.
 */
lexer grammar PromQLLexer;

options { caseInsensitive = true; }

tokens { DURATION, BAD_NUMBER, BAD_STRING, OFFSET_OPERATOR }

SPACE   : [ \t\r\n]+ -> skip ;
COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;

LEFT_PAREN    : '(' ;
RIGHT_PAREN   : ')' ;
LEFT_BRACE    : '{' -> mode(BRACES) ;
LEFT_BRACKET  : '[' -> mode(BRACKETS) ;
COMMA         : ',' ;
AT            : '@' ;
ASSIGN        : '=' ;

EQ         : '==' ;
NE         : '!=' ;
LT         : '<' ;
LE         : '<=' ;
GT         : '>' ;
GE         : '>=' ;
TRIM_UPPER : '</' ;
TRIM_LOWER : '>/' ;
ADD        : '+' ;
SUB        : '-' ;
MUL        : '*' ;
DIV        : '/' ;
MOD        : '%' ;
POW        : '^' ;
AND        : 'and' ;
OR         : 'or' ;
UNLESS     : 'unless' ;
ATAN2      : 'atan2' ;

AGGREGATOR
    : 'sum' | 'avg' | 'count' | 'min' | 'max' | 'group' | 'stddev' | 'stdvar' | 'topk' | 'bottomk' | 'count_values' | 'quantile'
    | 'limitk' | 'limit_ratio'
    ;
BY          : 'by' ;
WITHOUT     : 'without' ;
ON          : 'on' ;
IGNORING    : 'ignoring' ;
GROUP_LEFT  : 'group_left' ;
GROUP_RIGHT : 'group_right' ;
BOOL        : 'bool' ;
OFFSET      : 'offset' ;
ANCHORED    : 'anchored' ;
SMOOTHED    : 'smoothed' ;
START       : 'start' ;
END         : 'end' ;
STEP        : 'step' ;
RANGE       : 'range' ;
MIN_OF      : 'min_of' ;
MAX_OF      : 'max_of' ;

// Keywords only in front of a parenthesis; the scanner turns them into IDENTIFIER elsewhere.
FILL       : 'fill' ;
FILL_LEFT  : 'fill_left' ;
FILL_RIGHT : 'fill_right' ;

NUMBER            : '.'? [0-9] ([0-9a-z_.] | 'e' [+-])* ;
NUMBER_WORD       : ('inf' | 'nan') -> type(NUMBER) ;
IDENTIFIER        : [a-z_] [a-z0-9_]* ;
METRIC_IDENTIFIER : [a-z_:] [a-z0-9_:]* ;

STRING
    : '"' (~["\\\n] | '\\' .)* '"'
    | '\'' (~['\\\n] | '\\' .)* '\''
    | '`' ~[`]* '`'
    ;
UNTERMINATED
    : '"' (~["\\\n] | '\\' .)*
    | '\'' (~['\\\n] | '\\' .)*
    | '`' ~[`]*
    ;
// `=~` and `!~` exist inside braces only.
UNEXPECTED : '=~' | '!~' | . ;

mode BRACES;
M_SPACE        : [ \t\r\n]+ -> skip ;
M_COMMENT      : '#' ~[\r\n]* -> type(COMMENT), channel(HIDDEN) ;
RIGHT_BRACE    : '}' -> mode(DEFAULT_MODE) ;
M_COMMA        : ',' -> type(COMMA) ;
M_ASSIGN       : '=' -> type(ASSIGN) ;
M_NE           : '!=' -> type(NE) ;
MATCH_REGEX    : '=~' ;
MATCH_NOT_REGEX : '!~' ;
M_IDENTIFIER   : [a-z_] [a-z0-9_]* -> type(IDENTIFIER) ;
M_STRING
    : ( '"' (~["\\\n] | '\\' .)* '"'
      | '\'' (~['\\\n] | '\\' .)* '\''
      | '`' ~[`]* '`'
      ) -> type(STRING)
    ;
M_UNTERMINATED
    : ( '"' (~["\\\n] | '\\' .)*
      | '\'' (~['\\\n] | '\\' .)*
      | '`' ~[`]*
      ) -> type(UNTERMINATED)
    ;
M_UNEXPECTED   : . -> type(UNEXPECTED) ;

// Behind `[`, up to the first number or duration: no comments here.
mode BRACKETS;
D_SPACE         : [ \t\r\n]+ -> skip ;
D_LEFT_PAREN    : '(' -> type(LEFT_PAREN) ;
D_RIGHT_PAREN   : ')' -> type(RIGHT_PAREN) ;
D_RIGHT_BRACKET : ']' -> type(RIGHT_BRACKET), mode(DEFAULT_MODE) ;
D_COMMA         : ',' -> type(COMMA) ;
// A colon before any number of these brackets; the scanner makes it a COLON if earlier brackets held a number, as Prometheus does.
EARLY_COLON     : ':' ;
D_ADD           : '+' -> type(ADD) ;
D_SUB           : '-' -> type(SUB) ;
D_MUL           : '*' -> type(MUL) ;
D_DIV           : '/' -> type(DIV) ;
D_MOD           : '%' -> type(MOD) ;
D_POW           : '^' -> type(POW) ;
D_STEP          : 'step' -> type(STEP) ;
D_RANGE         : 'range' -> type(RANGE) ;
D_MIN_OF        : 'min_of' -> type(MIN_OF) ;
D_MAX_OF        : 'max_of' -> type(MAX_OF) ;
D_NUMBER        : '.'? [0-9] ([0-9a-z_.] | 'e' [+-])* -> type(NUMBER), mode(BRACKETS_NUMBER) ;
D_UNEXPECTED    : ([a-z_]+ | .) -> type(UNEXPECTED) ;

// Behind the first number inside brackets.
mode BRACKETS_NUMBER;
N_SPACE         : [ \t\r\n]+ -> skip ;
N_COMMENT       : '#' ~[\r\n]* -> type(COMMENT), channel(HIDDEN) ;
N_LEFT_PAREN    : '(' -> type(LEFT_PAREN) ;
N_RIGHT_PAREN   : ')' -> type(RIGHT_PAREN) ;
RIGHT_BRACKET   : ']' -> mode(DEFAULT_MODE) ;
N_COMMA         : ',' -> type(COMMA) ;
COLON           : ':' ;
N_ADD           : '+' -> type(ADD) ;
N_SUB           : '-' -> type(SUB) ;
N_MUL           : '*' -> type(MUL) ;
N_DIV           : '/' -> type(DIV) ;
N_MOD           : '%' -> type(MOD) ;
N_POW           : '^' -> type(POW) ;
N_STEP          : 'step' -> type(STEP) ;
N_RANGE         : 'range' -> type(RANGE) ;
N_MIN_OF        : 'min_of' -> type(MIN_OF) ;
N_MAX_OF        : 'max_of' -> type(MAX_OF) ;
N_NUMBER        : '.'? [0-9] ([0-9a-z_.] | 'e' [+-])* -> type(NUMBER) ;
N_UNEXPECTED    : ([a-z_]+ | .) -> type(UNEXPECTED) ;
