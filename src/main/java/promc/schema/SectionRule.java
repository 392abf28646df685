package promc.schema;

/// What the reader of a struct refuses besides values of the wrong type: its `UnmarshalYAML`, `SetDirectory` and `Validate`. Stateless.
@FunctionalInterface
interface SectionRule {
    void check(Section section);
}
