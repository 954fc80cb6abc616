package dev.wsh.impl.session;

import dev.wsh.ColorScheme;
import dev.wsh.Condition;
import dev.wsh.Widths;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a session is made of; complete and checked.
 *
 * @param pty what is started
 * @param provider who starts it
 * @param time the clock and the threads
 * @param deadline the default deadline of waits
 * @param closeGrace between asking and killing
 * @param scrollback lines of history
 * @param transcript bytes of raw output
 * @param inputQueue bytes of input that may wait
 * @param eventQueue events that a subscriber may be behind
 * @param unsafeReports whether to answer what could put text into the program's input
 * @param ready when the session is ready
 * @param timeLimit when it is ended
 * @param logTo where its output is written
 * @param colors its default colours at first
 * @param widths how wide characters are at first
 * @param observers who watches it
 */
public record SessionSetup(
        PtySpec pty,
        PtyProvider provider,
        TimeSource time,
        Duration deadline,
        Duration closeGrace,
        int scrollback,
        long transcript,
        int inputQueue,
        int eventQueue,
        boolean unsafeReports,
        Optional<Condition<?>> ready,
        Optional<Duration> timeLimit,
        Optional<Path> logTo,
        ColorScheme colors,
        Widths widths,
        List<SessionObserver> observers) {}
