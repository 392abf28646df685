package promc.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells by the name of a label how many values it takes in the course of time. A guess, for nothing forces a name to be used as it usually is; findings that rest on it are LIKELY.
/// Names are compared without case, `_` and `-`.
public final class LabelClasses {
    /// From few values to ever more of them.
    public enum Kind {
        /// A handful of values that the program's text names, such as methods and status codes.
        BOUNDED,
        /// As many values as there are machines, services or other things that are looked after.
        TARGET,
        /// Few at a time, but others with each start or release.
        CHURNING,
        /// A new value for every user, request or text.
        UNBOUNDED,
        /// The name tells nothing.
        UNKNOWN
    }

    /// What a label is taken for, and why: `reason` continues "it has".
    public record Judgement(Kind kind, String reason) {}

    private static final Judgement NOTHING = new Judgement(Kind.UNKNOWN, "a name that tells nothing");
    private static final Map<String, Judgement> LEXICON = lexicon();

    private final Map<String, Judgement> own = new HashMap<>();

    /// The lexicon, and more names of one's own: in `bounded` those that are bounded whatever they are called.
    public LabelClasses(List<String> unbounded, List<String> churning, List<String> bounded) {
        unbounded.forEach(label -> own.put(normal(label), new Judgement(Kind.UNBOUNDED, "ever new values, as the configuration says")));
        churning.forEach(label -> own.put(normal(label), new Judgement(Kind.CHURNING, "other values over time, as the configuration says")));
        bounded.forEach(label -> own.put(normal(label), new Judgement(Kind.BOUNDED, "few values, as the configuration says")));
    }

    /// The lexicon alone.
    public LabelClasses() {
        this(List.of(), List.of(), List.of());
    }

    public Judgement of(String label) {
        String name = normal(label);
        Judgement told = own.get(name);
        return told != null ? told : LEXICON.getOrDefault(name, NOTHING);
    }

    /// The more values a label is expected to take, the larger; for comparing labels whose numbers of values are not known.
    public int weight(String label) {
        return switch (of(label).kind()) {
            case BOUNDED -> 0;
            case UNKNOWN -> 1;
            case TARGET -> 2;
            case CHURNING -> 3;
            case UNBOUNDED -> 4;
        };
    }

    private static String normal(String label) {
        StringBuilder normal = new StringBuilder(label.length());
        for (char c : label.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c != '_' && c != '-') {
                normal.append(c);
            }
        }
        return normal.toString();
    }

    /// Names that are ambiguous where they are met (`ip`, `url`, `path`, `user`, `port`, `version`, `id`, `query`, `name`) are left out: many count few things.
    private static Map<String, Judgement> lexicon() {
        Map<String, Judgement> lexicon = new HashMap<>();
        add(lexicon, Kind.UNBOUNDED, "a new value for every user", "userid useruuid customerid accountnumber email emailaddress usermail phone phonenumber");
        add(lexicon, Kind.UNBOUNDED, "a new value for every session", "sessionid session token accesstoken apikey jwt cookie");
        add(lexicon, Kind.UNBOUNDED, "a new value for every request", "requestid reqid xrequestid correlationid traceid spanid transactionid txid txnid nonce messageid msgid eventid");
        add(lexicon, Kind.UNBOUNDED, "a new value for every order", "orderid invoiceid paymentid basketid cartid bookingid ticketid");
        add(lexicon, Kind.UNBOUNDED, "a new value for every caller", "clientip clientaddr clientaddress remoteaddr remoteip remoteaddress srcip sourceip dstip userip xforwardedfor useragent referer referrer");
        add(lexicon, Kind.UNBOUNDED, "a new value for every address that is called", "fulluri fullurl requesturi requesturl requestpath rawpath rawurl querystring");
        add(lexicon, Kind.UNBOUNDED, "a new value for every text", "sqltext sqlquery statement stacktrace exceptionmessage errormessage errmsg logmessage");
        add(lexicon, Kind.UNBOUNDED, "a new value at every moment", "timestamp datetime unixtime");
        add(lexicon, Kind.CHURNING, "another value with every start of a container", "containerid poduid podid podip imageid imagesha imagedigest sandboxid cgroup");
        add(lexicon, Kind.CHURNING, "another value with every object that is created", "uid uuid guid");
        add(lexicon, Kind.CHURNING, "another value with every start of a process", "pid processid processpid threadid goroutineid");
        add(lexicon, Kind.CHURNING, "another value with every roll-out", "pod podname kubernetespodname replicaset podtemplatehash controllerrevisionhash");
        add(lexicon, Kind.CHURNING, "another value with every build", "commit commitsha commithash commitid gitcommit gitsha gitrevision revision buildid buildnumber builddate sha256 digest");
        add(lexicon, Kind.TARGET, "a value for every target", "instance node nodename host hostname server servername machine target address kubernetesnode exportedinstance");
        add(lexicon, Kind.TARGET, "a value for every object that is looked after",
                "container containername namespace kubernetesnamespace exportednamespace deployment statefulset daemonset workload service servicename job jobname app application"
                        + " cluster cronjob ingress persistentvolumeclaim persistentvolume volumename device disk interface mountpoint queue topic partition database datname schema table"
                        + " tenant project consumergroup");
        add(lexicon, Kind.BOUNDED, "few values", "method verb code status statuscode responsecode returncode grpccode grpctype le quantile mode state phase condition reason type kind severity level"
                + " priority env environment stage region zone availabilityzone dc datacenter site result outcome direction operation op cpu core protocol scheme family arch os");
        return lexicon;
    }

    private static void add(Map<String, Judgement> lexicon, Kind kind, String reason, String names) {
        Judgement judgement = new Judgement(kind, reason);
        for (String name : names.split(" ")) {
            lexicon.put(name, judgement);
        }
    }
}
