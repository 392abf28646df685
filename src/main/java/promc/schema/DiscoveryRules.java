package promc.schema;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;

/// What each service discovery asks of its section (the `UnmarshalYAML` of `discovery/*`), those of the clouds apart ([CloudDiscoveryRules], [KubernetesRules]).
final class DiscoveryRules {
    private static final Pattern FILE = Pattern.compile("[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)");

    private DiscoveryRules() {}

    /// Applies the rule of the struct, if there is one here.
    static void apply(Section section) {
        switch (section.struct()) {
            case "sd.consul_sd_configs" -> consul(section);
            case "sd.dns_sd_configs" -> dns(section);
            case "sd.docker_sd_configs" -> url(section, "host", "the address of the Docker daemon, such as `unix:///var/run/docker.sock`", url -> true, "");
            case "sd.dockerswarm_sd_configs" -> {
                url(section, "host", "the address of the Docker daemon, such as `unix:///var/run/docker.sock`", url -> true, "");
                Settings.role(section, "role", List.of("tasks", "services", "nodes"));
            }
            case "sd.eureka_sd_configs" -> server(section, "the URL of the Eureka server, such as `http://eureka:8761/eureka`");
            case "sd.file_sd_configs" -> files(section);
            case "sd.http_sd_configs" -> web(section, "the URL that answers with the targets");
            case "sd.kuma_sd_configs" -> server(section, "the URL of the control plane, such as `http://kuma-control-plane:5676`");
            case "sd.marathon_sd_configs" -> marathon(section);
            case "sd.nerve_sd_configs" -> zookeeper(section);
            case "sd.nomad_sd_configs" -> blank(section, "the URL of the Nomad server");
            case "sd.puppetdb_sd_configs" -> {
                web(section, "the URL of PuppetDB");
                Settings.require(section, "query", "a query in PQL for the resources to scrape");
            }
            case "sd.serverset_sd_configs" -> zookeeper(section);
            case "sd.triton_sd_configs" -> triton(section);
            case "sd.uyuni_sd_configs" -> {
                url(section, "server", "the URL of the Uyuni server", url -> true, "");
                Settings.require(section, "username", "the user of the Uyuni server");
                Settings.require(section, "password", "the password of that user");
            }
            default -> { }
        }
    }

    private static void consul(Section section) {
        blank(section, "the address of a Consul agent, such as `localhost:8500`");
        String login = Settings.given(section, "username") ? "username" : Settings.given(section, "password") ? "password" : "";
        List<String> others = HttpClientRules.authentications(section);
        if (!login.isEmpty() && !others.isEmpty()) {
            Settings.exclude(section, login, others.getFirst());
        }
        if (Settings.given(section, "token")) {
            others.stream().filter(List.of("authorization", "oauth2")::contains).findFirst().ifPresent(other -> Settings.exclude(section, "token", other));
        }
    }

    private static void dns(Section section) {
        Settings.requireItem(section, "names", "the DNS names to look up");
        String type = section.has("type") ? section.text("type").toUpperCase(Locale.ROOT) : "SRV";
        if (!List.of("SRV", "A", "AAAA", "MX", "NS").contains(type)) {
            if (section.scalar("type").isPresent() || Settings.nulled(section, "type")) {
                Settings.role(section, "type", List.of("SRV", "A", "AAAA", "MX", "NS"));
            }
        } else if (!type.equals("SRV") && isZero(Settings.integer(section, "port", 0))) {
            section.refuse(Kind.MISSING, section.has("port") ? section.place("port") : section.place("type"),
                    "`type: " + section.text("type") + "` needs `port`: only SRV records tell the port of a target");
        }
    }

    private static void files(Section section) {
        Settings.requireItem(section, "files", "paths that end in `.json`, `.yml` or `.yaml`");
        for (YamlNode item : section.items("files")) {
            if (item instanceof YamlScalar scalar && !FILE.matcher(scalar.value()).matches() && !Scalars.isFilledIn(scalar.value())) {
                section.refuse(Kind.BAD_VALUE, scalar.span(), fileMessage(scalar.value()));
            }
        }
    }

    private static String fileMessage(String path) {
        int star = path.indexOf('*');
        return star >= 0 && (path.indexOf('/', star) >= 0 || path.indexOf('*', star + 1) >= 0 && path.indexOf('/', star) >= 0)
                ? "`file_sd_configs` does not take `" + path + "`: a `*` may stand in the name of the file only, not in a folder"
                : "`file_sd_configs` does not take `" + path + "`: the path must end in `.json`, `.yml` or `.yaml`";
    }

    private static void marathon(Section section) {
        Settings.requireItem(section, "servers", "the URLs of the Marathon servers");
        Settings.atMostOne(section, "auth_token", "auth_token_file");
        String token = Settings.given(section, "auth_token") ? "auth_token" : Settings.given(section, "auth_token_file") ? "auth_token_file" : "";
        List<String> others = HttpClientRules.authentications(section).stream().filter(way -> !way.equals("oauth2")).toList();
        if (!token.isEmpty() && !others.isEmpty()) {
            Settings.exclude(section, others.getFirst(), token);
        }
    }

    private static void zookeeper(Section section) {
        Settings.requireItem(section, "servers", "the addresses of the ZooKeeper servers");
        Settings.requireItem(section, "paths", "the paths of the services in ZooKeeper");
        for (YamlNode item : section.items("paths")) {
            if (item instanceof YamlScalar scalar && !scalar.value().startsWith("/") && !Scalars.isFilledIn(scalar.value())) {
                section.refuse(Kind.BAD_VALUE, scalar.span().isEmpty() ? section.place("paths") : scalar.span(), "a path of ZooKeeper begins with `/`");
            }
        }
    }

    private static void triton(Section section) {
        if (section.has("role")) {
            Settings.role(section, "role", List.of("container", "cn"));
        }
        Settings.require(section, "account", "the account to log in with");
        Settings.require(section, "dns_suffix", "the suffix of the names of the targets");
        Settings.require(section, "endpoint", "the host of the Triton API");
        positive(section, "refresh_interval");
    }

    /// Refuses a written duration of 0.
    static void positive(Section section, String name) {
        if (section.has(name) && isZero(Settings.millis(section, name, 1))) {
            section.refuse(Kind.BAD_VALUE, section.place(name), "`" + name + "` must be more than 0");
        }
    }

    static boolean isZero(OptionalLong number) {
        return number.isPresent() && number.getAsLong() == 0;
    }

    /// A `server` with a default: only a blank one is refused.
    private static void blank(Section section, String hint) {
        if (section.has("server") && (Settings.lacks(section, "server") || section.scalar("server").filter(scalar -> scalar.value().isBlank()).isPresent())) {
            section.refuse(Kind.MISSING, section.place("server"), "`server` must not be empty: write " + hint);
        }
    }

    private static void server(Section section, String hint) {
        url(section, "server", hint, url -> !url.scheme().isEmpty() && !url.host().isEmpty(), "the URL must have a scheme and a host: write " + hint);
    }

    private static void web(Section section, String hint) {
        url(section, "url", hint, url -> url.scheme().equals("http") || url.scheme().equals("https"), "the URL must begin with `http://` or `https://`");
        section.scalar("url").map(scalar -> GoUrl.parse(scalar.value())).filter(url -> url.problem().isEmpty() && url.scheme().startsWith("http") && url.host().isEmpty())
                .filter(url -> !Scalars.isFilledIn(section.text("url")))
                .ifPresent(url -> section.refuse(Kind.BAD_VALUE, section.place("url"), "the URL has no host: write it behind `" + url.scheme() + "://`"));
    }

    /// Refuses a URL that is missing, cannot be read, or is not `good`.
    static void url(Section section, String name, String hint, Predicate<GoUrl> good, String otherwise) {
        Settings.require(section, name, hint);
        section.scalar(name).map(YamlScalar::value).filter(text -> !text.isEmpty() && !Scalars.isFilledIn(text)).ifPresent(text -> {
            GoUrl url = GoUrl.parse(text);
            if (!url.problem().isEmpty()) {
                section.refuse(Kind.BAD_VALUE, section.place(name), "`" + text + "` is no URL: " + url.problem());
            } else if (!good.test(url)) {
                section.refuse(Kind.BAD_VALUE, section.place(name), otherwise);
            }
        });
    }
}
