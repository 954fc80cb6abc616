package dev.wsh.impl.pty.bench;

import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.Input;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.util.ArrayList;
import java.util.List;

/** One session prints without end, 100 answer pings: how long an answer takes, from the send to the wait's end. */
final class PingBench {
    private static final int CATS = 100;

    private PingBench() {}

    /** The argument is the number of pings. */
    public static void main(String[] args) throws Exception {
        int pings = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        double[] millis = new double[pings];
        try (Wsh wsh = Wsh.open()) {
            List<Session> cats = new ArrayList<>();
            for (int i = 0; i < CATS; i++) {
                Session cat = wsh.start(SessionSpec.shellCommand("stty raw -echo; echo ready; exec cat"));
                cat.awaitText("ready").block();
                cats.add(cat);
            }
            wsh.start(SessionSpec.command("yes", "0123456789012345678901234567890123456789"));
            for (int i = -pings / 5; i < pings; i++) {
                Session cat = cats.get(Math.floorMod(i, CATS));
                String word = "ping" + (i + pings) + ".";
                long begin = System.nanoTime();
                Mark mark = cat.send(Input.bytes((word + "\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
                Condition<?> answered = Conditions.text(word).since(mark);
                cat.await(answered).block();
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - begin) / 1e6;
                }
            }
        }
        System.out.printf(
                "wsh: median %.2f ms, 99th percentile %.2f ms%n",
                Peer.percentile(millis, 50), Peer.percentile(millis, 99));
        Peer.run("ping", Integer.toString(pings))
                .ifPresent(micros -> System.out.printf("C:   99th percentile %.2f ms%n", micros / 1000));
    }
}
