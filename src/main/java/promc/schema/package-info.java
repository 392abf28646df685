/// What Prometheus accepts as a configuration: the structs of `prometheus.yml` and its kin as tables, the rules their readers enforce, and what of a file they refuse.
package promc.schema;
