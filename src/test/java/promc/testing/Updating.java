package promc.testing;

/// Whether this run rewrites expected outputs (`mvn test -Dupdate`). Under `CI=true` it never does.
public final class Updating {
    private Updating() {}

    public static boolean isOn() {
        boolean asked = System.getProperty("update") != null;
        if (asked && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("-Dupdate rewrites what CI is there to compare: run it on your machine");
        }
        return asked;
    }
}
