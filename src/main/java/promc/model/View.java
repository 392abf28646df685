package promc.model;

import promc.source.EmbeddedText;
import promc.yaml.YamlStream;

/// What a file (or a part of one, such as a value of a ConfigMap) is, as typed data. `text` is the part it was read from.
public sealed interface View permits RuleFile, RuleTests, PrometheusConfig, ComposeFile, ExpositionFile, Dashboard, TargetFile, WebConfig,
        ConfigMapFile, VolumeClaim, Workload, UnitFile, EnvironmentFile, HelmValues, Kustomization, ObjectStore, BucketLifecycle, Hashrings, EndpointFile,
        OperatorObject, KubernetesService, KubernetesNamespace, GrafanaProvisioning {
    EmbeddedText text();

    /// The YAML it was read from: the file's own, or that of a document inside a scalar of the file.
    YamlStream yaml();

    /// True for what is read only for what it tells of others: nothing is said about it, and a file that has nothing else counts as not read.
    default boolean isContext() {
        return false;
    }
}
