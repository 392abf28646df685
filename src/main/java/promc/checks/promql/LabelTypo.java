package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.analysis.Facts;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.source.Nearest;
import promc.source.Span;

/// A label named once, one letter away from a label that the expression names elsewhere: `thnaos` beside `thanos`.
public final class LabelTypo implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/label-typo", Severity.WARNING, "A label is one letter away from another label of the expression")
            .fixable(Applicability.UNSAFE);
    /// Shorter labels are too often neighbours by chance: `node` and `mode`, `state` and `stage`.
    private static final int SHORTEST = 6;
    /// Of two labels that stand once each, the common one is the one that was meant.
    private static final Set<String> COMMON = Set.of("instance", "namespace", "container", "cluster", "service", "endpoint", "handler", "method", "status", "device", "mountpoint", "fstype",
            "deployment", "statefulset", "daemonset", "severity", "alertname", "environment", "region", "reason", "quantile", "version", "topic", "consumergroup", "database", "hostname");
    /// An expression with more labels than this was made by a program, which makes no slips; and each is compared with each.
    private static final int MOST = 100;

    /// A label that is probably meant to be `near`, which stands at `like`; `certain` if `near` is the more frequent of the two.
    record Typo(LabelUses.Use odd, String near, Span like, boolean certain) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        List<Typo> typos = find(root);
        if (!typos.isEmpty()) {
            Facts facts = context.facts(expression);
            typos.stream().filter(typo -> !isProved(typo, facts)).forEach(typo -> report(typo, expression, context));
        }
    }

    private static void report(Typo typo, Expression expression, Context context) {
        context.report(expression.text(), typo.odd.span(), "`" + typo.odd.label() + "` is named only here, and the expression names `" + typo.near + "` elsewhere: probably a slip of the pen")
                .note(expression.text(), typo.like, "`" + typo.near + "` is named here")
                .fix(fix(typo, expression));
    }

    /// True if the slip makes something impossible, which is then reported as what it is, with the same fix.
    private static boolean isProved(Typo typo, Facts facts) {
        boolean gone = typo.odd.operands().stream().map(facts::of).anyMatch(set -> !set.isNever() && set.label(typo.odd.label()).isNever());
        return gone || facts.dead().stream().flatMap(dead -> dead.clashes().stream()).anyMatch(clash -> clash.label().equals(typo.near) || clash.label().equals(typo.odd.label()));
    }

    static Optional<Fix> fix(Typo typo, Expression expression) {
        return Fix.replace("Use `" + typo.near + "`", typo.certain ? Applicability.UNSAFE : Applicability.DISPLAY_ONLY, expression.text(), typo.odd.span(), written(typo, expression));
    }

    /// In the quotes that the odd one has.
    private static String written(Typo typo, Expression expression) {
        return quotedAs(typo.odd.span().of(expression.text().text()), typo.near);
    }

    /// `name` in the quotes that stand around `written`, if there are any.
    static String quotedAs(String written, String name) {
        boolean quoted = !written.isEmpty() && "\"'`".indexOf(written.charAt(0)) >= 0;
        return quoted ? written.charAt(0) + name + written.charAt(0) : name;
    }

    static boolean isLongEnough(String label) {
        return label.length() >= SHORTEST;
    }

    static boolean isCommon(String label) {
        return COMMON.contains(label);
    }

    /// True if a slip explains why two sides differ in one of `labels`.
    static boolean explains(Expr root, Set<String> labels) {
        return find(root).stream().anyMatch(typo -> labels.contains(typo.odd.label()) || labels.contains(typo.near));
    }

    static List<Typo> find(Expr root) {
        List<LabelUses.Use> uses = LabelUses.of(root);
        Map<String, Integer> counts = new TreeMap<>();
        uses.forEach(use -> counts.merge(use.label(), 1, Integer::sum));
        List<Typo> typos = new ArrayList<>(0);
        if (counts.size() < 2 || counts.size() > MOST) {
            return typos;
        }
        Set<String> taken = new TreeSet<>();
        for (LabelUses.Use odd : uses.reversed()) {
            if (odd.label().length() >= SHORTEST && counts.get(odd.label()) == 1 && !taken.contains(odd.label())) {
                Set<String> others = new TreeSet<>(counts.keySet());
                others.remove(odd.label());
                Nearest.only(odd.label(), others).filter(near -> isSlip(odd.label(), near) && !together(odd.label(), near, uses)).ifPresent(near -> {
                    LabelUses.Use like = uses.stream().filter(use -> use.label().equals(near)).findFirst().orElseThrow();
                    // What one clause reads of what another keeps tells most; a matcher may well look at a label of its own.
                    if (!odd.matcher() || !like.matcher()) {
                        taken.add(near);
                        boolean twice = counts.get(near) > 1;
                        typos.add(twice || !COMMON.contains(odd.label()) ? new Typo(odd, near, like.span(), twice || COMMON.contains(near))
                                : new Typo(like, odd.label(), odd.span(), true));
                    }
                });
            }
        }
        return typos;
    }

    /// Labels written side by side are two labels.
    private static boolean together(String a, String b, List<LabelUses.Use> uses) {
        return uses.stream().anyMatch(use -> use.label().equals(a) && uses.stream().anyMatch(other -> other.list() == use.list() && other.label().equals(b)));
    }

    /// Not a plural, a number behind, another case or another short word at the end: these are names of their own.
    static boolean isSlip(String a, String b) {
        String shorter = a.length() <= b.length() ? a : b;
        String longer = a.length() <= b.length() ? b : a;
        boolean longerByEnd = longer.length() > shorter.length() && longer.startsWith(shorter);
        boolean digits = !a.replaceAll("\\d", "").equals(a) || !b.replaceAll("\\d", "").equals(b);
        int word = Math.max(a.lastIndexOf('_'), b.lastIndexOf('_'));
        boolean shortEnd = word >= 0 && (a.length() - word <= 4 || b.length() - word <= 4) && a.lastIndexOf('_') == b.lastIndexOf('_') && a.substring(0, word).equals(b.substring(0, word));
        return b.length() >= SHORTEST && !longerByEnd && !digits && !shortEnd && !a.equalsIgnoreCase(b);
    }
}
