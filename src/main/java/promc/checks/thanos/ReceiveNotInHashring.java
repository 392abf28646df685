package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Hashrings;
import promc.model.Hashrings.Ring;
import promc.model.ObjectStore;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.yaml.YamlNode.YamlScalar;

/// A receiver that takes part in hashrings in which its own address is not, word by word, or that is not told which is its own: it sends its share of the samples on to itself. And a replication factor that a hashring has
/// too few endpoints for.
public final class ReceiveNotInHashring implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/receive-not-in-hashring", Severity.ERROR, "A receiver does not fit the hashrings it is given");
    private static final String LOCAL = "receive.local-endpoint";
    private static final String FACTOR = "receive.replication-factor";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        for (ServerProcess receiver : stack.components("receive")) {
            stack.hashrings(receiver).filter(rings -> !rings.rings().isEmpty()).ifPresent(rings -> {
                local(receiver, rings, stack, context);
                factor(receiver, rings, context);
            });
        }
    }

    private static void local(ServerProcess receiver, Hashrings rings, ThanosStack stack, Context context) {
        List<String> addresses = rings.rings().stream().flatMap(ring -> ring.endpoints().stream()).flatMap(endpoint -> endpoint.address().stream()).map(YamlScalar::value).toList();
        if (addresses.isEmpty() || addresses.stream().anyMatch(ObjectStore::isFilledIn)) {
            return;
        }
        Optional<String> own = receiver.flags().value(LOCAL);
        if (own.isPresent() && !addresses.contains(own.get()) && !own.get().endsWith(Known.CAPNPROTO)) {
            Flag flag = receiver.flags().flag(LOCAL).orElseThrow();
            // Its own host with another port is itself; without any such it is a router, which needs no endpoint of its own.
            Optional<String> itself = addresses.stream().filter(address -> ThanosStack.host(address).equals(ThanosStack.host(own.get()))).findFirst();
            context.report(flag.text().file(), flag.span(), "no hashring has the endpoint `" + own.get() + "`" + itself.map(address -> ", word by word, so this receiver takes its own share for another's and sends it to itself: they have `"
                            + address + "`").orElse(", so this receiver passes everything on and keeps nothing")).severity(itself.isPresent() ? Severity.ERROR : Severity.WARNING).note(rings.text().file(), rings.rings().getFirst().endpoints().getFirst().node().span(), "the first endpoint of its hashrings");
        } else if (receiver.flags().flag(LOCAL).isEmpty() && ThanosStack.isClosed(receiver)) {
            addresses.stream().filter(address -> stack.isItself(receiver, ThanosStack.host(address))).findFirst().ifPresent(address -> context.report(receiver.file(), receiver.place(),
                    "the hashrings name this receiver itself, `" + address + "`, and without `--" + LOCAL + "=" + address + "` it sends its share to itself for ever"));
        }
    }

    private static final class Known {
        /// The port of the other protocol, at which each endpoint is known as well.
        static final String CAPNPROTO = ":19391";
    }

    private static void factor(ServerProcess receiver, Hashrings rings, Context context) {
        Optional<String> factor = receiver.flags().value(FACTOR).filter(text -> text.matches("[0-9]{1,6}"));
        if (factor.isEmpty()) {
            return;
        }
        for (Ring ring : rings.rings()) {
            if (!ring.endpoints().isEmpty() && ring.endpoints().size() < Integer.parseInt(factor.get())) {
                Flag flag = receiver.flags().flag(FACTOR).orElseThrow();
                context.report(flag.text().file(), flag.span(), ring.what() + " has " + ring.endpoints().size() + (ring.endpoints().size() == 1 ? " endpoint" : " endpoints") + ", too few to keep each sample " + factor.get() + " times")
                        .note(rings.text().file(), ring.endpoints().getFirst().node().span(), "its endpoints");
                return;
            }
        }
    }
}
