package promc.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.schema.LoadError.Kind;
import promc.source.Correction;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// `kubernetes_sd_configs` (`discovery/kubernetes/kubernetes.go`).
final class KubernetesRules {
    private static final List<String> ROLES = List.of("pod", "service", "endpoints", "endpointslice", "node", "ingress");
    private static final List<String> POINTERS = List.of("basic_auth", "authorization", "oauth2", "proxy_url", "http_headers", "proxy_connect_header");
    private static final List<String> TEXTS = List.of("bearer_token", "bearer_token_file", "no_proxy");

    private KubernetesRules() {}

    static void check(Section section) {
        Settings.role(section, "role", ROLES);
        access(section);
        selectors(section);
    }

    private static void access(Section section) {
        boolean api = Settings.configured(section, "api_server");
        boolean file = Settings.given(section, "kubeconfig_file");
        Optional<String> client = clientSetting(section);
        if (api && file) {
            Settings.exclude(section, "kubeconfig_file", "api_server");
        } else if (file && client.isPresent()) {
            section.refuse(Kind.CONFLICT, Settings.keyOf(section, client.get()), "`" + client.get() + "` and `kubeconfig_file` exclude each other: the kubeconfig says how to connect");
        } else if (!api && client.isPresent()) {
            section.refuse(Kind.MISSING, Settings.keyOf(section, client.get()),
                    "`" + client.get() + "` needs `api_server` beside it: without it Prometheus takes the service account of its own pod" + inside(client.get()));
        }
        section.mapping("namespaces").filter(namespaces -> namespaces.get("own_namespace").filter(KubernetesRules::isTrue).isPresent()).ifPresent(namespaces -> {
            if (api || file) {
                section.refuse(Kind.CONFLICT, namespaces.entry("own_namespace").orElseThrow().key().span(), "`own_namespace` and `" + (api ? "api_server" : "kubeconfig_file")
                        + "` exclude each other: only a Prometheus inside the cluster has a namespace of its own");
            }
        });
    }

    private static String inside(String client) {
        return client.equals("tls_config") || client.startsWith("bearer_token") ? " and its CA, so inside the cluster leave it out" : "";
    }

    private static boolean isTrue(YamlNode value) {
        return value instanceof YamlScalar scalar && GoYaml.bool(scalar, GoYaml.Dialect.V2).orElse(false);
    }

    /// The first key that makes the HTTP client another than the default one.
    private static Optional<String> clientSetting(Section section) {
        List<String> found = new ArrayList<>();
        POINTERS.stream().filter(name -> Settings.configured(section, name)).forEach(found::add);
        TEXTS.stream().filter(name -> Settings.given(section, name)).forEach(found::add);
        if (Settings.isTrue(section, "proxy_from_environment")) {
            found.add("proxy_from_environment");
        }
        for (String name : List.of("follow_redirects", "enable_http2")) {
            if (section.has(name) && (Settings.nulled(section, name) || section.scalar(name).flatMap(scalar -> GoYaml.bool(scalar, GoYaml.Dialect.V2)).filter(on -> !on).isPresent())) {
                found.add(name);
            }
        }
        section.mapping("tls_config").filter(KubernetesRules::saysSomething).ifPresent(tls -> found.add("tls_config"));
        return section.node().effective().stream().flatMap(entry -> entry.name().stream()).filter(found::contains).findFirst();
    }

    private static boolean saysSomething(YamlMapping tls) {
        return tls.effective().stream().anyMatch(entry -> !(entry.value().resolve() instanceof YamlScalar scalar)
                || !scalar.isNull() && !scalar.value().isEmpty() && !scalar.value().equals("false"));
    }

    private static List<String> allowed(String role) {
        return switch (role) {
            case "pod" -> List.of("pod", "node");
            case "endpoints", "endpointslice" -> List.of("pod", "service", role);
            default -> List.of(role);
        };
    }

    private static void selectors(Section section) {
        String role = section.text("role");
        Set<String> seen = new HashSet<>();
        for (YamlNode item : section.items("selectors")) {
            if (!(item instanceof YamlMapping selector)) {
                if (Settings.isNull(item)) {
                    section.refuse(Kind.MISSING, item.span().isEmpty() ? Settings.keyOf(section, "selectors") : item.span(), "an entry of `selectors` is empty");
                }
                continue;
            }
            Optional<YamlScalar> own = selector.get("role").filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
            String selected = own.filter(scalar -> !scalar.isNull()).map(YamlScalar::value).orElse("");
            if (selected.isEmpty() && selector.get("role").filter(value -> !(value instanceof YamlScalar)).isEmpty()) {
                section.refuse(Kind.MISSING, selector.entries().isEmpty() ? Settings.keyOf(section, "selectors") : selector.entries().getFirst().key().span(),
                        "a selector needs `role`: write " + Words.either(ROLES.contains(role) ? allowed(role) : ROLES));
            } else if (!selected.isEmpty() && !seen.add(selected)) {
                section.refuse(Kind.DUPLICATE, own.orElseThrow().span(), "`selectors` has a second entry for the role `" + selected + "`: write one with both conditions, separated by a comma");
            } else if (!selected.isEmpty() && !Scalars.isFilledIn(selected) && (!ROLES.contains(selected) || ROLES.contains(role) && !allowed(role).contains(selected))) {
                List<String> fitting = ROLES.contains(role) ? allowed(role) : ROLES;
                String message = "`" + selected + "` is no role that a selector of `role: " + role + "` can have: write " + Words.either(fitting);
                if (fitting.size() == 1) {
                    section.refuse(Kind.BAD_VALUE, own.orElseThrow().span(), message, new Correction(own.orElseThrow().span(), fitting.getFirst(), "Write `" + fitting.getFirst() + "`", false));
                } else {
                    section.refuse(Kind.BAD_VALUE, own.orElseThrow().span(), message);
                }
            }
            selector.get("field").filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).ifPresent(field -> form(section, field, KubernetesSelector.fieldProblem(value(field))));
            selector.get("label").filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).ifPresent(label -> form(section, label, KubernetesSelector.labelProblem(value(label))));
        }
    }

    private static String value(YamlScalar scalar) {
        return scalar.isNull() || Scalars.isFilledIn(scalar.value()) ? "" : scalar.value();
    }

    private static void form(Section section, YamlScalar scalar, String problem) {
        if (!problem.isEmpty()) {
            section.refuse(Kind.BAD_VALUE, scalar.span(), problem);
        }
    }
}
