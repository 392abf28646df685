/**
 * The syntax of PromQL in Prometheus 3.14 (promql/parser/generated_parser.y), shaped so that one token decides every choice: ANTLR then emits
 * plain switches. So operators form a flat chain (the builder knows precedence), a word is read before it is known whether it names a metric, a
 * function or an aggregation, and lists let an empty place pass that the builder refuses.
 */
parser grammar PromQLParser;

options { tokenVocab = PromQLLexer; }

expression : chain EOF ;

metricSelector : ( metricName braces? | braces ) EOF ;

chain : operand link* ;

link : operator BOOL? ( matching | fill? operand ) ;

operator
    : OR | AND | UNLESS | EQ | NE | LT | LE | GT | GE | TRIM_UPPER | TRIM_LOWER | ADD | SUB | MUL | DIV | MOD | ATAN2 | POW
    ;

matching : ( ON | IGNORING ) labels ( group | fill? operand ) ;

// A parenthesis behind group_left is always its label list, so an operand without such a list cannot begin with one.
group : ( GROUP_LEFT | GROUP_RIGHT ) ( labels fill? operand | fill operand | bareOperand ) ;

fill
    : FILL fillValue
    | FILL_LEFT fillValue ( FILL_RIGHT fillValue )?
    | FILL_RIGHT fillValue ( FILL_LEFT fillValue )?
    ;

fillValue : LEFT_PAREN sign? number RIGHT_PAREN ;

operand : sign* primary suffix* ;

bareOperand : ( sign+ primary | atom ) suffix* ;

sign : ADD | SUB ;

primary : atom | paren ;

paren : LEFT_PAREN chain RIGHT_PAREN ;

atom
    : AGGREGATOR ( aggregation | braces )?    # aggregatorWord
    | functionWord ( arguments | braces )?    # identifierWord
    | plainWord braces?                       # metricWord
    | braces                                  # nameless
    | number                                  # numberAtom
    | STRING                                  # stringAtom
    ;

functionWord : IDENTIFIER | START | END | STEP | RANGE | MIN_OF | MAX_OF ;

plainWord : METRIC_IDENTIFIER | AND | OR | UNLESS | BY | WITHOUT | OFFSET | ANCHORED | SMOOTHED ;

metricName : AGGREGATOR | functionWord | plainWord | FILL | FILL_LEFT | FILL_RIGHT ;

aggregation : grouping arguments | arguments grouping? ;

grouping : ( BY | WITHOUT ) labels ;

arguments : LEFT_PAREN ( chain ( COMMA chain )* )? RIGHT_PAREN ;

labels : LEFT_PAREN ( label ( COMMA label? )* )? RIGHT_PAREN ;

label
    : IDENTIFIER | METRIC_IDENTIFIER | STRING | AGGREGATOR | AND | OR | UNLESS | ATAN2 | BY | ON | IGNORING | GROUP_LEFT | GROUP_RIGHT | BOOL
    | OFFSET | ANCHORED | SMOOTHED | START | END | STEP | RANGE | MIN_OF | MAX_OF | FILL | FILL_LEFT | FILL_RIGHT
    ;

braces : LEFT_BRACE ( matcher ( COMMA matcher? )* )? RIGHT_BRACE ;

matcher : IDENTIFIER matchOperator STRING | STRING ( matchOperator STRING )? ;

matchOperator : ASSIGN | NE | MATCH_REGEX | MATCH_NOT_REGEX ;

number : NUMBER | DURATION ;

suffix
    : LEFT_BRACKET duration ( RIGHT_BRACKET | COLON duration? RIGHT_BRACKET )    # brackets
    | OFFSET offset                                                             # offsetSuffix
    | AT ( sign? number | ( START | END ) LEFT_PAREN RIGHT_PAREN )              # atSuffix
    | ( ANCHORED | SMOOTHED )                                                   # modeSuffix
    ;

// Operators behind an offset belong to the outer expression, unless it begins with a parenthesis or with two signs: there the scanner has made
// those that belong to the offset OFFSET_OPERATOR.
offset
    : durationAtom                                                        # plainOffset
    | durationParen offsetLink*                                           # arithmeticOffset
    | sign ( durationAtom | durationParen | durationOperandSigned offsetLink* ) # signedOffset
    ;

offsetLink : OFFSET_OPERATOR durationOperand ;

durationOperandSigned : sign+ ( durationAtom | durationParen ) ;

duration : durationOperand durationLink* ;

durationLink : ( ADD | SUB | MUL | DIV | MOD | POW ) durationOperand ;

durationOperand : sign* ( durationAtom | durationParen ) ;

durationParen : LEFT_PAREN duration RIGHT_PAREN ;

durationAtom
    : number                                                                   # durationNumber
    | ( STEP | RANGE ) LEFT_PAREN RIGHT_PAREN                                  # durationWord
    | ( MIN_OF | MAX_OF ) LEFT_PAREN duration COMMA duration RIGHT_PAREN       # durationMinMax
    ;
