package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.testkit.RecordingHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The long ones: {@code -Dtest.groups=soak -Dtest.excludedGroups=}; the numbers can be lowered by properties. */
abstract class UnixProviderSoak extends UnixReadingContract {
    private static final int AT_ONCE = 20;
    private static final long HEAP_SLACK = 4 << 20;

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** As the engine closes a session, but without the scan that finds nothing. */
    private void closeAndForget(Pty pty) throws Exception {
        LivePtys.ended((UnixPty) pty);
        onLoop(pty, () -> {
            pty.close();
            return true;
        });
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void spawn_manySessionsInTurn_notOneByteIsLostAndNothingGrows() throws Exception {
        int sessions = times("sessions", 20_000);
        long heap = 0;
        for (int i = 0; i < sessions; i++) {
            if (i == Math.min(500, sessions / 2)) {
                heap = usedHeap();
            }
            RecordingHandler handler = new RecordingHandler();
            Pty pty = provider(Program.PRINTS_END).spawn(command("printf", "END"), handler, TIME);
            ExitStatus exit = await(handler.exit());
            assertEquals("END", handler.textAtExit(), "session " + i);
            assertTrue(exit.success());
            closeAndForget(pty);
        }
        long grown = usedHeap() - heap;
        assertTrue(grown < HEAP_SLACK, grown + " bytes of heap more");
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void onExit_grandchildrenPrintLater_everyByteIsShown() throws Exception {
        int sessions = times("grandchildren", 2_000);
        for (int done = 0; done < sessions; done += AT_ONCE) {
            List<Pty> ptys = new ArrayList<>();
            List<RecordingHandler> handlers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                RecordingHandler handler = new RecordingHandler();
                handlers.add(handler);
                ptys.add(provider(Program.WAITS)
                        .spawn(sh("trap '' HUP; (sleep 0.05; printf LATE) & printf END"), handler, TIME));
            }
            for (RecordingHandler handler : handlers) {
                ExitStatus exit = await(handler.exit());
                await(handler.endOfOutput());
                if (exit.output() == OutputEnd.TERMINAL_STILL_OPEN) {
                    assertTrue(handler.textAtExit().startsWith("END"), handler.textAtExit());
                }
                assertEquals("ENDLATE", handler.text());
            }
            for (Pty pty : ptys) {
                closeAndForget(pty);
            }
        }
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void signal_rightAfterSpawn_noneIsLost() throws Exception {
        int signals = times("signals", 1_000);
        List<Signal> kinds = List.of(Signal.TERM, Signal.INT, Signal.QUIT, Signal.HUP);
        for (int i = 0; i < signals; i++) {
            Signal signal = kinds.get(i % kinds.size());
            RecordingHandler handler = new RecordingHandler();
            Pty pty = provider(Program.WAITS).spawn(command("sleep", "1000"), handler, TIME);
            onLoop(pty, () -> {
                pty.signal(signal);
                return true;
            });
            assertEquals(signal, await(handler.exit()).signal().orElseThrow());
            closeAndForget(pty);
        }
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void spawn_size_isNeverZero() throws Exception {
        for (int i = 0; i < times("sizes", 1_000); i++) {
            RecordingHandler handler = new RecordingHandler();
            Pty pty = provider(Program.WAITS).spawn(command("stty", "size"), handler, TIME);
            await(handler.exit());
            assertEquals("24 80\r\n", handler.textAtExit());
            closeAndForget(pty);
        }
    }

    @Test
    @Tag("soak")
    @Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void end_processesThatStay_roundAfterRound() throws Exception {
        for (int round = 0; round < times("kills", 100); round++) {
            for (String line : STAYING) {
                end_processesThatStay_areAllGone(line);
            }
            endsEverythingAndKeptTheHandlersContract();
        }
    }
}
