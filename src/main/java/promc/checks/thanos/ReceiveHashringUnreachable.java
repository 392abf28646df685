package promc.checks.thanos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Hashrings;
import promc.model.Hashrings.Ring;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// Hashrings, or tenants of one, that an earlier hashring takes: the first one that a tenant fits is used, in the order of the file (`multiHashring.getHashring`).
public final class ReceiveHashringUnreachable implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/receive-hashring-unreachable", Severity.WARNING, "An earlier hashring takes the tenants of a later one");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (!context.isTemplate()) {
            file.views(Hashrings.class).forEach(rings -> check(rings.rings(), file.source(), context));
        }
    }

    private static void check(List<Ring> rings, SourceFile file, Context context) {
        Optional<Ring> catchAll = Optional.empty();
        Map<String, YamlScalar> taken = new HashMap<>();
        for (Ring ring : rings) {
            if (catchAll.isPresent()) {
                Ring above = catchAll.get();
                context.report(file, first(ring, file), "nothing reaches " + ring.what() + ": " + above.what() + " above it has no `tenants`, so it takes every tenant, and the first that fits is used")
                        .note(file, first(above, file), "this takes every tenant");
                continue;
            }
            boolean exact = !ring.text("tenant_matcher_type").orElse("").equals("glob");
            for (YamlScalar tenant : ring.tenants()) {
                YamlScalar earlier = exact ? taken.get(tenant.value()) : null;
                if (earlier != null) {
                    context.report(file, tenant.span(), "the samples of `" + tenant.value() + "` go to the hashring above that names this tenant, too: the first that fits is used").note(file, earlier.span(), "it is named here first");
                }
            }
            if (exact) {
                ring.tenants().forEach(tenant -> taken.putIfAbsent(tenant.value(), tenant));
            }
            catchAll = ring.takesAll() ? Optional.of(ring) : Optional.empty();
        }
    }

    /// The first line of a hashring.
    private static Span first(Ring ring, SourceFile file) {
        Span span = ring.node().entries().isEmpty() ? ring.node().span() : ring.node().entries().getFirst().span();
        return new Span(span.start(), Math.max(span.start(), Math.min(span.end(), file.lineSpan(file.line(span.start())).end())));
    }
}
