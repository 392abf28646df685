package promc.oracle;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import promc.schema.ConfigKeys;

/// Configurations to ask Prometheus about: for every key of every section values of every kind, in the smallest configuration that has the section; faults that sections have besides; and slips in
/// whole configurations. Not asked about: `null` and `~` in quotes, which yaml.v2 takes for null before it asks a type that decodes itself, and for text after that.
/// Nor about a `<<` behind a key that it has too, which wins in yaml.v2 alone.
final class ConfigQuestions {
    private static final long SEED = 3_14_6;
    private static final int SLIPS = 700;
    private static final String OBJECT = "object:";
    /// Keys that many sections have, as they all hold an HTTP client: asked about in a few sections only.
    private static final Set<String> OF_CLIENTS = Set.of("authorization", "basic_auth", "bearer_token", "bearer_token_file", "enable_http2", "follow_redirects", "http_headers", "no_proxy", "oauth2",
            "proxy_connect_header", "proxy_from_environment", "proxy_url", "tls_config");
    /// What a section must have.
    private static final Map<String, String> NEEDED = Map.ofEntries(
            Map.entry("config.ScrapeConfig", "job_name: j"), Map.entry("config.RemoteWriteConfig", "url: 'http://w'"), Map.entry("config.RemoteReadConfig", "url: 'http://r'"),
            Map.entry("config.TracingConfig", "endpoint: e"), Map.entry("config.OAuth2", "client_id: c, token_url: 'http://t'"), Map.entry("relabel.Config", "target_label: t"),
            Map.entry("sd.aws_sd_configs", "role: ec2, region: r"), Map.entry("sd.azure_sd_configs", "subscription_id: s, tenant_id: t, client_id: c, client_secret: x"),
            Map.entry("sd.dns_sd_configs", "names: [n]"), Map.entry("sd.docker_sd_configs", "host: 'unix:///s'"), Map.entry("sd.dockerswarm_sd_configs", "host: 'unix:///s', role: nodes"),
            Map.entry("sd.ec2_sd_configs", "region: r"), Map.entry("sd.ecs_sd_configs", "region: r"), Map.entry("sd.elasticache_sd_configs", "region: r"),
            Map.entry("sd.eureka_sd_configs", "server: 'http://e'"), Map.entry("sd.file_sd_configs", "files: [a.yml]"), Map.entry("sd.gce_sd_configs", "project: p, zone: z"),
            Map.entry("sd.hetzner_sd_configs", "role: robot, basic_auth: {username: u, password: p}"), Map.entry("sd.http_sd_configs", "url: 'http://h'"),
            Map.entry("sd.digitalocean_sd_configs", "role: droplets"), Map.entry("sd.ionos_sd_configs", "datacenter_id: d"), Map.entry("sd.kubernetes_sd_configs", "role: pod"), Map.entry("sd.kuma_sd_configs", "server: 'http://k'"),
            Map.entry("sd.lightsail_sd_configs", "region: r"), Map.entry("sd.marathon_sd_configs", "servers: ['http://m']"), Map.entry("sd.msk_sd_configs", "region: r"),
            Map.entry("sd.nerve_sd_configs", "servers: [s], paths: [/p]"), Map.entry("sd.nomad_sd_configs", "server: 'http://n'"),
            Map.entry("sd.oci_sd_configs", "compartment: c"), Map.entry("sd.openstack_sd_configs", "role: instance, region: r"),
            Map.entry("sd.outscale_sd_configs", "region: r, access_key: a, secret_key: s"), Map.entry("sd.ovhcloud_sd_configs", "endpoint: ovh-eu, application_key: a, application_secret: s, consumer_key: c, service: vps"),
            Map.entry("sd.puppetdb_sd_configs", "url: 'http://p', query: q"), Map.entry("sd.rds_sd_configs", "region: r"),
            Map.entry("sd.scaleway_sd_configs", "role: instance, project_id: 11111111-1111-1111-1111-111111111112, access_key: SCWXXXXXXXXXXXXXXXXX, secret_key: 11111111-1111-1111-1111-111111111111"),
            Map.entry("sd.serverset_sd_configs", "servers: [s], paths: [/p]"), Map.entry("sd.stackit_sd_configs", "project: p, region: r"),
            Map.entry("sd.triton_sd_configs", "account: a, dns_suffix: d, endpoint: e"), Map.entry("sd.uyuni_sd_configs", "server: 'http://u', username: u, password: p"),
            Map.entry("kubernetes.SelectorConfig", "role: pod"), Map.entry("azuread.ManagedIdentityConfig", "client_id: 00000000-0000-0000-0000-000000000000"));
    private static final Map<String, List<String>> SCALARS = Map.of(
            "bool", List.of("true", "yes", "'true'", "1", "Off"),
            "int", List.of("5", "-1", "'5'", "1.5", "many", "0x10", "1_000", "99999999999999999999"),
            "uint", List.of("5", "-1", "'5'", "1.5", "many", "08", "18446744073709551615", "18446744073709551616", "-.inf"),
            "float64", List.of("0.5", "1", "'1'", "much", ".inf", "-3", "101"),
            "duration", List.of("1m", "30", "0", "'1m'", "1.5h", "1h30m", "-5m", "1m1h", "''", "true"),
            "bytes-base2", List.of("1MB", "10", "0", "1GiB", "1kb", "1.5GB", "-1MB", "'1GB512MB'", "1 MB"),
            "url", List.of("'http://a:80/b'", "'a:80'", "':'", "'http://a:b'", "''", "a/b", "'http://[::1]:80/%zz'", "'http://a b/'"),
            "regex", List.of("a.*", "'('", "''", "7"),
            "labelname", List.of("a", "'a.b'", "''", "7"));
    private static final List<String> ANYTHING = List.of("~", "[]", "{}", "[x]", "{a: b}", "x", "7");

    /// A whole configuration, with a fault in it where a word begins with `!`.
    private static final String WHOLE = """
            global: {scrape_interval: 30s, scrape_timeout: 10s, evaluation_interval: 1m, external_labels: {cluster: a, replica: '0'}}
            rule_files: [rules/*.yml, 'more.yml']
            scrape_configs:
            - {job_name: node, scrape_interval: 15s, honor_labels: true, static_configs: [{targets: ['a:9100', 'b:9100'], labels: {env: prod}}], params: {a: [b]}}
            - {job_name: pods, kubernetes_sd_configs: [{role: pod, namespaces: {names: [a]}}], relabel_configs: [{source_labels: [a], regex: (.+), target_label: b, action: replace}], sample_limit: 100}
            - {job_name: http, scheme: https, tls_config: {ca_file: c, insecure_skip_verify: true}, basic_auth: {username: u, password_file: p}, http_sd_configs: [{url: 'http://a', refresh_interval: 1m}]}
            alerting: {alertmanagers: [{scheme: http, timeout: 5s, static_configs: [{targets: ['am:9093']}]}]}
            remote_write: [{url: 'http://w/api', name: w, queue_config: {max_shards: 10, capacity: 100}, write_relabel_configs: [{action: drop, source_labels: [a], regex: b}]}]
            remote_read: [{url: 'http://r/api', read_recent: true, required_matchers: {a: b}}]
            storage: {tsdb: {out_of_order_time_window: 5m, retention: {time: 15d, size: 1GB}}, exemplars: {max_exemplars: 10}}
            tracing: {endpoint: e, sampling_fraction: 0.5}
            otlp: {translation_strategy: NoTranslation, promote_resource_attributes: [a]}
            """;

    private ConfigQuestions() {}

    static List<JsonObject> questions() {
        Set<String> texts = new LinkedHashSet<>();
        texts.addAll(SPECIAL);
        for (Place place : places()) {
            for (Map.Entry<String, String> key : ConfigKeys.of(place.struct()).entrySet()) {
                if (OF_CLIENTS.contains(key.getKey()) && place.struct().startsWith("sd.") && !place.struct().equals("sd.http_sd_configs")) {
                    continue;
                }
                List<String> values = values(key.getValue());
                values.forEach(value -> texts.add(place.with(key.getKey() + ": " + value)));
            }
            texts.add(place.with(""));
            texts.add(place.with("unknown_key: 1"));
            texts.add(place.before() + "{}" + place.after());
            texts.add(place.before() + "~" + place.after());
            texts.add(place.before() + "x" + place.after());
        }
        texts.addAll(slips());
        return texts.stream().map(text -> OracleRequests.question("config", text)).toList();
    }

    /// Where a section stands: the text around its mapping.
    private record Place(String struct, String before, String after) {
        /// The section with what it must have, and `setting`, which takes the place of a needed one with the same key.
        String with(String setting) {
            String key = setting.isEmpty() ? "" : setting.substring(0, setting.indexOf(':') + 1);
            List<String> settings = new ArrayList<>();
            for (String needed : NEEDED.getOrDefault(struct, "").split(", (?=[a-z_]+: )")) {
                if (!needed.isEmpty() && (key.isEmpty() || !needed.startsWith(key))) {
                    settings.add(needed);
                }
            }
            if (!setting.isEmpty()) {
                settings.add(setting);
            }
            return before + "{" + String.join(", ", settings) + "}" + after;
        }
    }

    /// One place for each section, reached from the top.
    private static List<Place> places() {
        List<Place> places = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        places.add(new Place(ConfigKeys.ROOT, "", ""));
        seen.add(ConfigKeys.ROOT);
        for (int i = 0; i < places.size(); i++) {
            Place outer = places.get(i);
            ConfigKeys.of(outer.struct()).forEach((key, type) -> {
                boolean list = type.endsWith("[]");
                boolean map = type.startsWith("map<") && type.contains(OBJECT);
                String inner = type.contains(OBJECT) ? type.substring(type.indexOf(OBJECT) + OBJECT.length()).replace("[]", "").replace(">", "") : "";
                if (!inner.isEmpty() && seen.add(inner)) {
                    String whole = outer.with(key + ": \u0000");
                    int at = whole.indexOf('\u0000');
                    places.add(new Place(inner, whole.substring(0, at) + (list ? "[" : map ? "{X-A: " : ""), (list ? "]" : map ? "}" : "") + whole.substring(at + 1)));
                }
            });
        }
        return places;
    }

    private static List<String> values(String type) {
        Set<String> values = new LinkedHashSet<>(ANYTHING);
        String base = type.replace("[]", "").replace("int64", "int").replace("uint64", "uint");
        if (type.startsWith("map<")) {
            values.addAll(List.of("{a: ~}", "{a: [b]}", "{a: {}}", "{'': b}", "{1: 2}", "{[a]: b}"));
        } else if (type.endsWith("[]") && !type.startsWith(OBJECT)) {
            values.addAll(List.of("[~]", "[[]]", "[a, b]", "[7]", "['']"));
        } else if (type.startsWith(OBJECT)) {
            values.add(type.endsWith("[]") ? "[~]" : "''");
        } else {
            values.addAll(SCALARS.getOrDefault(base.startsWith("uint") ? "uint" : base, List.of("'x'", "true", "''")));
        }
        return List.copyOf(values);
    }

    private static Set<String> slips() {
        Random random = new Random(SEED);
        Set<String> texts = new LinkedHashSet<>();
        List<String> words = List.of(WHOLE.split("(?<=[ \\[\\]{},:'\\n])|(?=[ \\[\\]{},:'\\n])"));
        List<Integer> plain = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).matches("[a-zA-Z0-9_.*/]+")) {
                plain.add(i);
            }
        }
        while (texts.size() < SLIPS) {
            List<String> changed = new ArrayList<>(words);
            int at = plain.get(random.nextInt(plain.size()));
            String word = words.get(at);
            changed.set(at, switch (random.nextInt(8)) {
                case 0 -> word + "s";
                case 1 -> word.substring(1);
                case 2 -> words.get(plain.get(random.nextInt(plain.size())));
                case 3 -> "~";
                case 4 -> "'" + word.toUpperCase(java.util.Locale.ROOT) + "'";
                case 5 -> "[" + word + "]";
                case 6 -> "7";
                default -> word.replace('s', 'm');
            });
            texts.add(String.join("", changed));
        }
        return texts;
    }

    /// Faults and curiosities that no table of keys has.
    static final List<String> SPECIAL = List.of(
            "", "~", "global:\n", "global: {scrape_timeout: 2m}", "global: {scrape_timeout: 2m, scrape_interval: 1m}", "global: {scrape_interval: 0, scrape_timeout: 61s}",
            "global: {scrape_interval: 5s}\nscrape_configs: [{job_name: a, scrape_timeout: 10s}]", "scrape_configs: [{job_name: a, scrape_timeout: 10s, scrape_interval: 5s}]",
            "scrape_configs: [{job_name: a, scrape_interval: 5s}]", "global: {external_labels: {a.b: c}}", "global: {metric_name_validation_scheme: legacy, external_labels: {a.b: c}}",
            "global: {metric_name_validation_scheme: legacy, external_labels: {__name__: c}}", "global: {external_labels: {'': c}}", "global: {external_labels: {a: ''}}",
            "global: {scrape_protocols: []}", "global: {scrape_protocols: [PrometheusProto, PrometheusProto]}", "global: {scrape_protocols: [prometheusproto]}", "global: {scrape_protocols: [~]}",
            "global: {scrape_protocols: [PrometheusProto]}\nscrape_configs: [{job_name: a, scrape_protocols: []}]", "scrape_configs: [{job_name: a, fallback_scrape_protocol: PrometheusText}]",
            "scrape_configs: [{job_name: a, fallback_scrape_protocol: PrometheusText1.0.0}]", "global: {metric_name_escaping_scheme: none}",
            "global: {metric_name_escaping_scheme: none}\nscrape_configs: [{job_name: a}]", "scrape_configs: [{job_name: a, metric_name_escaping_scheme: none}]",
            "global: {metric_name_validation_scheme: legacy}\nscrape_configs: [{job_name: a}]", "global: {metric_name_validation_scheme: legacy, metric_name_escaping_scheme: allow-utf-8}",
            "global: {metric_name_validation_scheme: legacy, metric_name_escaping_scheme: allow-utf-8}\nscrape_configs: [{job_name: a}]",
            "global: {metric_name_validation_scheme: legacy, metric_name_escaping_scheme: allow-utf-8}\nscrape_configs: [{job_name: a, metric_name_validation_scheme: utf8}]",
            "global: {metric_name_escaping_scheme: allow-utf-8}\nscrape_configs: [{job_name: a, metric_name_validation_scheme: legacy}]",
            "scrape_configs: [{job_name: a, metric_name_validation_scheme: legacy, metric_name_escaping_scheme: allow-utf-8}]",
            "scrape_configs: [{job_name: a, metric_name_validation_scheme: legacy, metric_name_escaping_scheme: dots}]", "scrape_configs: [{job_name: a}, {job_name: a}]",
            "scrape_configs: [{job_name: a}, {job_name: A}]", "scrape_configs: [{job_name: 1}, {job_name: '1'}]", "scrape_configs: [~]", "scrape_configs: [{job_name: ''}]",
            "rule_files: ['a/*/b.yml']", "rule_files: ['a/**']", "rule_files: ['a/[']", "rule_files: ['a/[a-]']", "rule_files: ['a/*[']", "rule_files: ['*[']", "rule_files: ['a\\']", "rule_files: ['a/[]a]']",
            "rule_files: ['a/[^]]']", "rule_files: ['']", "rule_files: [~]", "scrape_config_files: ['a/*/b.yml']", "scrape_configs: [{job_name: a, static_configs: [{targets: ['http://a']}]}]",
            "scrape_configs: [{job_name: a, static_configs: [{targets: ['http://a']}], relabel_configs: [{target_label: x}]}]", "scrape_configs: [{job_name: a, static_configs: [{targets: ['']}]}]",
            "scrape_configs: [{job_name: a, static_configs: [{labels: {'': x}}]}]", "scrape_configs: [{job_name: a, static_configs: [{}]}]", "scrape_configs: [{job_name: a, static_configs: [~]}]",
            "alerting: {alertmanagers: [~]}", "alerting: {alert_relabel_configs: [~]}", "remote_write: [~]", "remote_read: [~]", "storage: {tsdb: {retention: {percentage: 101}}}",
            "storage: {tsdb: {retention: {percentage: .nan}}}", "storage: {tsdb: {retention: {size: -1B}}}", "storage: {tsdb: {chunk_encoding: {floats: XOR}}}",
            "x-anchors: &a {job_name: a}\nscrape_configs: [*a]", "scrape_configs: [&a {job_name: a}, {<<: *a, job_name: b}]",             "scrape_configs: [&a {job_name: a}, {<<: [*a, {scheme: https}], job_name: b}]", "scrape_configs: [{<<: x, job_name: b}]", "scrape_configs: [{<<: {schema: https}, job_name: b}]",
            "scrape_configs: [{job_name: a, params: &p {a: [b]}}, {job_name: b, params: {<<: *p, c: [d]}}]", "scrape_configs: [{job_name: a, params: &p {a: [b]}}, {job_name: b, params: {<<: *p, a: [d]}}]",
            "global: {external_labels: &l {a: b}}\nscrape_configs: [{job_name: a, static_configs: [{labels: {a: c, <<: *l}}]}]", "global: {scrape_interval: 1m, scrape_interval: 2m}",
            "scrape_configs: [{job_name: a, relabel_configs: &r [{target_label: b}]}, {job_name: b, relabel_configs: *r}]", "global: {? [a] : b}", "1: 2", "true: {}",
            "scrape_configs: [{job_name: 2020-01-01}]", "scrape_configs: [{job_name: yes}]", "storage: {tsdb: {outofordertimewindow: 5}}", "scrape_configs: [{job_name: a, target_groups: []}]",
            "---\nglobal: {}\n---\nglobal: 5\n", "global: &g {scrape_interval: 30}\nscrape_configs: []");
}
