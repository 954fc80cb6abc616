package dev.wsh.impl.pty;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a forked child from inheriting the signals that this JVM ignores, as after {@code nohup java}.
 *
 * <p>An exec keeps "ignored" but turns a handler into the default. So while the fork is under way, each ignored signal has
 * a handler that does nothing (the C library's {@code abs}); a signal that arrives meanwhile is still ignored in effect.
 * Not threadsafe: one at a time, on the thread that forks.
 */
final class IgnoredSignals {
    private static final int SIGACTION_LONGS = 32; // glibc's struct sigaction has 152 bytes, musl's as many
    private static final int FLAGS = (Long.BYTES + 128) / Long.BYTES;
    private static final long SA_RESTART = 0x10000000;
    private static final int LAST = 31;
    private static final Pointer NOTHING = NativeLibrary.getInstance("c").getFunction("abs");

    private final List<Integer> signals = new ArrayList<>();
    private final List<long[]> actions = new ArrayList<>();

    IgnoredSignals() {
        long mask = ignored();
        for (int signal = 1; signal <= LAST; signal++) {
            if ((mask >> (signal - 1) & 1) != 0) {
                long[] handler = new long[SIGACTION_LONGS];
                handler[0] = Pointer.nativeValue(NOTHING);
                handler[FLAGS] = SA_RESTART;
                long[] old = new long[SIGACTION_LONGS];
                if (LibC.sigaction(signal, handler, old) == 0) {
                    signals.add(signal);
                    actions.add(old);
                }
            }
        }
    }

    /** The line SigIgn of {@code /proc/self/status}: a mask in hexadecimal, bit 0 is signal 1. */
    private static long ignored() {
        try (ProcFs proc = new ProcFs()) {
            byte[] status = proc.read("self/status");
            return status == null
                    ? 0
                    : new String(status, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith("SigIgn:"))
                            .mapToLong(line ->
                                    Long.parseUnsignedLong(line.substring(7).strip(), 16))
                            .findFirst()
                            .orElse(0);
        }
    }

    /** Ignores them again. */
    void close() {
        for (int i = 0; i < signals.size(); i++) {
            LibC.sigaction(signals.get(i), actions.get(i), new long[SIGACTION_LONGS]);
        }
    }
}
