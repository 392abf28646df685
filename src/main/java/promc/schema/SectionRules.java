package promc.schema;

/// The rules of each struct: what its reader refuses besides values of the wrong type, in its `UnmarshalYAML`, `SetDirectory` and `Validate`. A switch and no table, so that a run loads only the
/// rules of what it reads.
final class SectionRules {
    private SectionRules() {}

    /// Applies the rules of the section's struct, and those that hold for many.
    static void check(Section section) {
        String struct = section.struct();
        switch (struct) {
            case ConfigKeys.ROOT -> {
                FileRules.check(section);
                RemoteRules.names(section);
            }
            case "config.GlobalConfig" -> GlobalRules.check(section);
            case "config.ScrapeConfig" -> ScrapeRules.check(section);
            case "config.TSDBConfig" -> StorageRules.tsdb(section);
            case "config.TSDBRetentionConfig" -> StorageRules.retention(section);
            case "config.AlertingConfig", "config.AlertmanagerConfig" -> AlertingRules.apply(section);
            case "config.RemoteWriteConfig", "config.RemoteReadConfig", "config.QueueConfig", "sigv4.SigV4Config", "azuread.AzureADConfig", "azuread.WorkloadIdentityConfig",
                    "azuread.OAuthConfig", "azuread.CertificateConfig", "azuread.ManagedIdentityConfig" -> RemoteRules.apply(section);
            case "config.TracingConfig" -> TracingRules.check(section);
            case "config.OTLPConfig" -> OtlpRules.check(section);
            case "config.BasicAuth", "config.Authorization", "config.OAuth2" -> HttpClientRules.apply(section);
            case "config.TLSConfig" -> TlsRules.check(section);
            case "relabel.Config" -> RelabelConfigRules.check(section);
            case "sd.kubernetes_sd_configs" -> KubernetesRules.check(section);
            case "web.TLSConfig", "web.HTTPConfig" -> WebRules.apply(section);
            default -> {
                if (struct.startsWith(ObjstoreRules.PREFIX)) {
                    ObjstoreRules.apply(section);
                } else if (struct.startsWith("sd.") || struct.equals("aws.Filter")) {
                    DiscoveryRules.apply(section);
                    CloudDiscoveryRules.apply(section);
                }
            }
        }
        if (HttpClientRules.areOf(struct)) {
            HttpClientRules.check(section);
        }
    }
}
