/// Templates of alerts: Go's `text/template` with the functions of Prometheus, parsed and judged by type. Knows `source` only.
package promc.template;
