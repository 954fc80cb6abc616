package dev.wsh.impl.wait.bench;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The heap that a session holds after megabytes of a log, while it runs and once it has ended, and what reading it costs. */
final class EndedMemory {
    private static final int SESSIONS = 20;
    private static final int MEGABYTES = 3;

    private EndedMemory() {}

    /** Needs no argument. */
    public static void main(String[] args) throws InterruptedException {
        MemoryTerminals terminals = new MemoryTerminals();
        try (Wsh wsh = Wsh.builder().ptyProvider(terminals).open()) {
            start(wsh, terminals).exit(); // loads the classes
            long before = Cost.ofHeap();
            List<MemoryTerminals.Terminal> all = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                all.add(start(wsh, terminals));
            }
            long running = Cost.ofHeap();
            all.forEach(MemoryTerminals.Terminal::exit);
            for (Session session : wsh.sessions()) {
                session.onExit().block();
            }
            all.clear();
            for (long bytes = -1; bytes != wsh.diagnostics().endedBytes(); Thread.sleep(1000)) {
                bytes = wsh.diagnostics().endedBytes(); // memory is given back in the background
            }
            long ended = Cost.ofHeap();
            System.out.printf(
                    Locale.ROOT,
                    "a session after %d MB of a log holds %.2f MB; once it has ended %.2f MB%n",
                    MEGABYTES,
                    (running - before) / 1e6 / SESSIONS,
                    (ended - before) / 1e6 / SESSIONS);
            Session session = wsh.ended().get(0);
            for (String when : new String[] {"first", "next"}) {
                long begin = System.nanoTime();
                int output = session.outputSince(session.startMark()).bytes().length;
                long read = System.nanoTime();
                int lines = session.scrollback().lines().size();
                System.out.printf(
                        Locale.ROOT,
                        "%s read of %d bytes of output %.1f ms, of %d lines of history %.1f ms%n",
                        when,
                        output,
                        (read - begin) / 1e6,
                        lines,
                        (System.nanoTime() - read) / 1e6);
            }
        }
    }

    private static MemoryTerminals.Terminal start(Wsh wsh, MemoryTerminals terminals) {
        wsh.start(SessionSpec.command("none"));
        MemoryTerminals.Terminal terminal = terminals.next();
        Random random = new Random(42);
        for (long printed = 0; printed < MEGABYTES * 1_000_000L; ) {
            byte[] line = (random.nextInt() + " INFO served item " + random.nextLong() + " in " + random.nextInt(9999)
                            + " ms\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            terminal.print(line, 1);
            printed += line.length;
        }
        return terminal;
    }
}
