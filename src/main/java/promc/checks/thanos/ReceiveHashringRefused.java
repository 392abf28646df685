package promc.checks.thanos;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Hashrings;
import promc.model.Hashrings.Endpoint;
import promc.model.Hashrings.Ring;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// What Thanos Receive refuses in its hashrings (`pkg/receive/config.go`, `NewMultiHashring`): the component ends when it starts, and keeps the hashrings it had if the file changes while it runs.
public final class ReceiveHashringRefused implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/receive-hashring-refused", Severity.ERROR, "Thanos Receive refuses its hashrings");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (context.isTemplate()) {
            return;
        }
        file.views(Hashrings.class).forEach(rings -> {
            SourceFile source = file.source();
            if (!isJson(rings.text().text())) {
                context.report(source, first(rings.root().span(), source), "hashrings are read as JSON, which this is not: `configuration file is not parsable`");
            } else if (rings.rings().isEmpty()) {
                context.report(source, rings.root().span(), "there is no hashring: `configuration file is empty`");
            } else {
                rings.rings().forEach(ring -> ring(ring, source, context));
            }
        });
    }

    private static void ring(Ring ring, SourceFile source, Context context) {
        for (Endpoint endpoint : ring.endpoints()) {
            if (endpoint.address().isEmpty()) {
                context.report(source, first(endpoint.node().span(), source), "an endpoint has no `address`: `endpoint address must be set`");
            }
        }
        if (ring.endpoints().isEmpty()) {
            context.report(source, first(ring.node().span(), source), ring.what() + " has no endpoints: there is nobody to send the samples of its tenants to");
            return;
        }
        // What the flag --receive.hashrings-algorithm says holds where the hashring says nothing.
        Optional<String> algorithm = ring.text("algorithm").filter(name -> !name.isEmpty());
        if (algorithm.filter(name -> !name.equals("ketama")).isPresent()) {
            ring.endpoints().stream().flatMap(endpoint -> endpoint.zone().stream()).findFirst().ifPresent(zone -> context.report(source, zone.span(),
                    "`" + algorithm.get() + "` knows no zones: `ketama` spreads replicas over them, or take `az` away"));
            shards(ring).ifPresent(size -> context.report(source, size.span(), "`" + algorithm.get() + "` has no shuffle sharding: only `ketama` does"));
        } else {
            shards(ring).filter(size -> new BigDecimal(size.value()).compareTo(BigDecimal.valueOf(ring.endpoints().size())) > 0).ifPresent(size -> context.report(source, size.span(),
                    "a tenant cannot have " + size.value() + " endpoints of the " + ring.endpoints().size() + " that " + ring.what() + " has"));
        }
    }

    private static Optional<YamlScalar> shards(Ring ring) {
        Optional<YamlNode> config = Hashrings.get(ring.node(), "shuffle_sharding_config");
        return config.filter(YamlMapping.class::isInstance).flatMap(sharding -> Hashrings.get((YamlMapping) sharding, "shard_size")).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast)
                .filter(size -> size.value().matches("[1-9][0-9]{0,8}"));
    }

    private static boolean isJson(String text) {
        // Lines of comments are left out, which whatever put them there may take away again before Thanos reads the file.
        String plain = text.indexOf('#') < 0 ? text : Known.COMMENT.matcher(text).replaceAll("");
        try (JsonReader reader = new JsonReader(new StringReader(plain))) {
            reader.setStrictness(Strictness.STRICT);
            reader.skipValue();
            return reader.peek() == JsonToken.END_DOCUMENT;
        } catch (IOException | IllegalStateException | NumberFormatException refused) {
            return false;
        }
    }

    private static final class Known {
        static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");
    }

    /// The first line of a place.
    private static Span first(Span span, SourceFile file) {
        return new Span(span.start(), Math.max(span.start(), Math.min(span.end(), file.lineSpan(file.line(span.start())).end())));
    }
}
