package dev.wsh.impl.pty.bench;

import com.pty4j.PtyProcessBuilder;
import dev.wsh.ExitStatus;
import dev.wsh.impl.pty.PtyProviders;
import dev.wsh.impl.time.RealTime;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** {@code /bin/true} from start to exit: our providers, ProcessBuilder with pipes, pty4j's process, and C; in turn. */
final class SpawnBench {
    private SpawnBench() {}

    /** How one start is done. */
    interface Start {
        void run() throws Exception;
    }

    /** The argument is the number of rounds; as many before them are not counted. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        try (RealTime time = new RealTime(Optional.empty())) {
            // apart, because a fork makes the JVM's memory copy-on-write, which slows down whoever comes next
            inTurn(
                    rounds,
                    List.of("linux", "ProcessBuilder"),
                    List.of(
                            () -> ours(PtyProviders.choose(Optional.of("linux")), time),
                            () -> new ProcessBuilder("/bin/true").start().waitFor()));
            inTurn(
                    rounds,
                    List.of("pty4j (ours)", "pty4j's process"),
                    List.of(
                            () -> ours(PtyProviders.choose(Optional.of("pty4j")), time),
                            () -> new PtyProcessBuilder(new String[] {"/bin/true"})
                                    .start()
                                    .waitFor()));
        }
        Peer.run("spawn", Integer.toString(rounds), "/bin/true")
                .ifPresent(median -> System.out.printf("%-16s median %6.0f us%n", "C", median));
        System.out.printf("maximum heap %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void inTurn(int rounds, List<String> names, List<Start> starts) throws Exception {
        double[][] micros = new double[names.size()][rounds];
        for (int round = -rounds; round < rounds; round++) {
            for (int i = 0; i < names.size(); i++) {
                long begin = System.nanoTime();
                starts.get(i).run();
                if (round >= 0) {
                    micros[i][round] = (System.nanoTime() - begin) / 1e3;
                }
            }
        }
        for (int i = 0; i < names.size(); i++) {
            System.out.printf(
                    "%-16s median %6.0f us, 90th percentile %6.0f us%n",
                    names.get(i), Peer.percentile(micros[i], 50), Peer.percentile(micros[i], 90));
        }
    }

    private static void ours(PtyProvider provider, RealTime time) throws Exception {
        PtySpec spec = new PtySpec(
                UUID.randomUUID().toString(), List.of("/bin/true"), Path.of("/"), Map.of("PATH", "/bin"), 24, 80);
        CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
        Pty pty = provider.spawn(spec, new ExitOnly(exit), time);
        exit.get();
        pty.loop().execute(pty::close);
    }

    /** Cares for the exit only. */
    record ExitOnly(CompletableFuture<ExitStatus> exit) implements PtyHandler {
        @Override
        public void onOutput(ByteBuffer bytes) {}

        @Override
        public void onWritable() {}

        @Override
        public void onEndOfOutput() {}

        @Override
        public void onExit(ExitStatus status) {
            exit.complete(status);
        }

        @Override
        public void onFailure(Throwable cause) {
            exit.completeExceptionally(cause);
        }
    }
}
