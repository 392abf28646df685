package promc.promql;

import promc.promql.grammar.PromQLParser;

/// The steps of a parse one by one, for measuring.
public final class Phases {
    private Phases() {}

    /// Scans alone; returns how many tokens there are.
    public static int scan(String text) {
        return Scanner.scan(text, Promql.MAX_DEPTH).tokens().size();
    }

    /// Scans, and runs the generated parser without building the syntax tree; returns how many decisions went to the slow `adaptivePredict`.
    public static long recognise(String text) {
        long[] predictions = {0};
        PromQLParser parser = new PromQLParser(new TokenList(Scanner.scan(text, Promql.MAX_DEPTH).tokens()));
        parser.removeErrorListeners();
        parser.setInterpreter(new org.antlr.v4.runtime.atn.ParserATNSimulator(parser, parser.getATN(), parser.getInterpreter().decisionToDFA,
                parser.getInterpreter().getSharedContextCache()) {
            @Override public int adaptivePredict(org.antlr.v4.runtime.TokenStream input, int decision, org.antlr.v4.runtime.ParserRuleContext context) {
                predictions[0]++;
                return super.adaptivePredict(input, decision, context);
            }
        });
        parser.expression();
        return predictions[0];
    }
}
