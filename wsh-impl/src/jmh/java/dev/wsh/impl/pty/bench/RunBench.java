package dev.wsh.impl.pty.bench;

import dev.wsh.CommandResult;
import dev.wsh.RunOption;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What {@code run("true")} costs in bash, beside pexpect's replwrap, by turns; with the exact status that pexpect lacks. */
final class RunBench {
    private static final int ROUNDS = 5;
    private static final Map<String, List<String>> SHELLS = Map.of(
            "bash", List.of("bash", "--norc", "--noprofile"),
            "zsh", List.of("zsh", "-f"),
            "fish", List.of("fish", "--no-config"),
            "dash", List.of("dash", "-i"));
    private static final String REPLWRAP = """
            import sys, time
            from pexpect import replwrap
            shell = replwrap.bash()
            times = []
            for i in range(int(sys.argv[1])):
                begin = time.perf_counter()
                shell.run_command("true")
                times.append((time.perf_counter() - begin) * 1000)
            times = sorted(times[len(times) // 5:])
            print(times[len(times) // 2], times[int(len(times) * 0.99)])
            """;

    private RunBench() {}

    /** The argument is the number of commands in each round. */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        try (Wsh wsh = Wsh.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                SHELLS.forEach((name, argv) -> print("wsh, " + name, measure(wsh, argv, count)));
                CommandResult peer = wsh.run(SessionSpec.command("python3", "-c", REPLWRAP, Integer.toString(count)))
                        .unbounded()
                        .block();
                if (peer.success()) {
                    String[] figures = peer.text().strip().split(" ");
                    print("pexpect", new double[] {Double.parseDouble(figures[0]), Double.parseDouble(figures[1])});
                } else {
                    System.out.println("pexpect is not installed: " + peer.text());
                }
            }
        }
    }

    private static void print(String what, double[] millis) {
        System.out.printf("%-10s median %6.2f ms, 99th percentile %6.2f ms%n", what, millis[0], millis[1]);
    }

    private static double[] measure(Wsh wsh, List<String> argv, int count) {
        double[] millis = new double[count];
        try (Session shell = wsh.start(SessionSpec.command(argv).env("HISTFILE", "/dev/null"))) {
            for (int i = 0; i < count; i++) {
                long begin = System.nanoTime();
                shell.run("true", RunOption.STRICT).block().orThrow();
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        double[] warm = Arrays.copyOfRange(millis, count / 5, count);
        return new double[] {Peer.percentile(warm, 50), Peer.percentile(warm, 99)};
    }
}
