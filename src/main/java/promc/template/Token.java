package promc.template;

import promc.source.Span;

/// One token of a template. `text` is what is written; for an `ERROR` it is what is wrong.
record Token(Kind kind, String text, Span span) {
    enum Kind {
        TEXT, LEFT, RIGHT, SPACE, PIPE, OPEN, CLOSE, ASSIGN, DECLARE, CHAR, BOOL, CHAR_CONSTANT, COMPLEX, NUMBER, STRING, RAW_STRING, DOT, FIELD, VARIABLE, IDENTIFIER, NIL,
        BLOCK, BREAK, CONTINUE, DEFINE, ELSE, END_WORD, IF, RANGE, TEMPLATE, WITH, ERROR, END
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
