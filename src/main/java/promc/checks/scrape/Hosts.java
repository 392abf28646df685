package promc.checks.scrape;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What an address tells by its form.
final class Hosts {
    /// Last labels of names that no public server has: reserved (RFC 2606, 6761, 8375), of clusters, and those that private networks are usually given.
    private static final Set<String> PRIVATE_ENDINGS = Set.of("local", "localhost", "internal", "svc", "arpa", "lan", "home", "corp", "intranet", "private", "test", "example", "invalid", "consul",
            "docker", "cluster", "localdomain");
    private static final Pattern PRIVATE_ADDRESS = Pattern.compile("(127|10|0)\\..*|192\\.168\\..*|172\\.(1[6-9]|2[0-9]|3[01])\\..*|169\\.254\\..*"
            + "|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\..*");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9._-]+");

    private Hosts() {}

    /// The host of `host:port` or of a URL, in lower case.
    static String host(String address) {
        String rest = address;
        int scheme = rest.indexOf("://");
        rest = scheme < 0 ? rest : rest.substring(scheme + 3);
        for (char mark : new char[] {'/', '?', '#'}) {
            int at = rest.indexOf(mark);
            rest = at < 0 ? rest : rest.substring(0, at);
        }
        rest = rest.substring(rest.lastIndexOf('@') + 1);
        int colon = rest.lastIndexOf(':');
        return (colon > rest.lastIndexOf(']') ? rest.substring(0, colon) : rest).toLowerCase(Locale.ROOT);
    }

    /// The port of `host:port`; empty if it has none.
    static String port(String address) {
        int colon = address.lastIndexOf(':');
        return colon > address.lastIndexOf(']') ? address.substring(colon + 1) : "";
    }

    /// True if the host is a name or an IPv4 address of the public Internet, by its form: names of one word, of clusters and of private networks are not, nor is what is not known.
    static boolean isPublic(String host) {
        if (!PLAIN.matcher(host).matches() || host.indexOf('.') < 0) {
            return false;
        }
        if (NUMERIC.matcher(host).matches()) {
            return !PRIVATE_ADDRESS.matcher(host).matches();
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return !PRIVATE_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) && !name.contains(".svc.") && !name.contains(".consul.") && !name.endsWith("example.com")
                && !name.endsWith("example.org") && !name.endsWith("example.net");
    }
}
