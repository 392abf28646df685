package promc.schema;

import java.util.List;

/// How messages name sections, types and choices.
public final class Words {
    private Words() {}

    /// A section as its reader knows it: by the key it stands under.
    public static String section(String struct) {
        return switch (struct) {
            case ConfigKeys.ROOT -> "`prometheus.yml`";
            case ConfigKeys.TESTS -> "a file of unit tests";
            case "unittest.testGroup" -> "a test";
            case ConfigKeys.WEB -> "a web configuration file";
            case "web.TLSConfig" -> "`tls_server_config`";
            case "web.HTTPConfig" -> "`http_server_config`";
            case "web.RateLimiterConfig" -> "`rate_limit`";
            case "config.GlobalConfig" -> "`global`";
            case "config.ScrapeConfig" -> "`scrape_configs`";
            case "config.AlertingConfig" -> "`alerting`";
            case "config.AlertmanagerConfig" -> "`alertmanagers`";
            case "config.RemoteWriteConfig" -> "`remote_write`";
            case "config.RemoteReadConfig" -> "`remote_read`";
            case "config.QueueConfig" -> "`queue_config`";
            case "config.MetadataConfig" -> "`metadata_config`";
            case "config.StorageConfig" -> "`storage`";
            case "config.TSDBConfig" -> "`tsdb`";
            case "config.TSDBRetentionConfig" -> "`retention`";
            case "config.ChunkEncodingConfig" -> "`chunk_encoding`";
            case "config.ExemplarsConfig" -> "`exemplars`";
            case "config.TracingConfig" -> "`tracing`";
            case "config.OTLPConfig" -> "`otlp`";
            case "config.RuntimeConfig" -> "`runtime`";
            case "config.TLSConfig" -> "`tls_config`";
            case "config.BasicAuth" -> "`basic_auth`";
            case "config.Authorization" -> "`authorization`";
            case "config.OAuth2" -> "`oauth2`";
            case "config.Header" -> "a header of `http_headers`";
            case "sigv4.SigV4Config" -> "`sigv4`";
            case "azuread.AzureADConfig" -> "`azuread`";
            case "googleiam.Config" -> "`google_iam`";
            case "kubernetes.NamespaceDiscovery" -> "`namespaces`";
            case "kubernetes.SelectorConfig" -> "`selectors`";
            case "kubernetes.AttachMetadataConfig" -> "`attach_metadata`";
            case "aws.Filter", "moby.Filter" -> "`filters`";
            case "relabel.Config" -> "a relabel rule";
            case "unittest.series" -> "`input_series`";
            case "unittest.alertTestCase" -> "`alert_rule_test`";
            case "unittest.alert" -> "`exp_alerts`";
            case "unittest.promqlTestCase" -> "`promql_expr_test`";
            case "unittest.sample" -> "`exp_samples`";
            case ConfigKeys.OBJECT_STORE -> "an object store configuration";
            case "objstore.Trace" -> "`trace`";
            case "objstore.SSE" -> "`sse_config`";
            case "objstore.HTTPConfig", "objstore.OCIHTTPConfig" -> "`http_config`";
            case "objstore.TLSConfig", "thanos.ClientTLS" -> "`tls_config`";
            case "objstore.Reader" -> "`reader_config`";
            case "objstore.Pipeline" -> "`pipeline_config`";
            case ConfigKeys.ENDPOINTS -> "a file of endpoints";
            case "thanos.Endpoint" -> "an endpoint";
            case "thanos.ClientConfig" -> "`client_config`";
            default -> struct.startsWith(ObjstoreRules.PREFIX) ? "`config` of a store of type `" + struct.substring(ObjstoreRules.PREFIX.length()) + "`" : "`" + (struct.startsWith("sd.") ? struct.substring(3) : struct.substring(struct.indexOf('.') + 1)) + "`";
        };
    }

    /// What a scalar of a type is.
    static String type(String type) {
        return switch (type) {
            case "bool" -> "true or false";
            case "int", "int64", "uint", "uint64" -> "a whole number";
            case "float64" -> "a number";
            case "duration" -> "a duration such as `30s`";
            case "bytes-base2" -> "a size such as `10MB`";
            case "url" -> "a URL";
            case "regex" -> "a regular expression";
            default -> "a string";
        };
    }

    /// "`a`, `b` or `c`".
    static String either(List<String> words) {
        return list(words, " or ");
    }

    /// "`a`, `b` and `c`".
    static String all(List<String> words) {
        return list(words, " and ");
    }

    private static String list(List<String> words, String last) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(i == 0 ? "" : i == words.size() - 1 ? last : ", ").append('`').append(words.get(i)).append('`');
        }
        return text.toString();
    }
}
