package dev.wsh.examples;

import dev.wsh.ExitStatus;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.time.Duration;
import java.util.List;

/**
 * A job at work.
 *
 * @param job what it does
 * @param session where
 * @param startedNanos when it began, as {@link System#nanoTime} counts
 */
record Run(Job job, Session session, long startedNanos) {

    /** How a job came out. */
    record Result(Job job, ExitStatus status, Duration took, List<String> lastLines) {}

    /** Only the last lines are read when it is over, so only that much output is kept. */
    private static final int KEPT_OUTPUT = 64 * 1024;

    static Run start(Wsh wsh, Job job) {
        long now = System.nanoTime();
        SessionSpec spec = SessionSpec.shellCommand(job.line())
                .named(job.name())
                .tags("ci")
                .transcript(KEPT_OUTPUT);
        return new Run(job, wsh.start(spec), now);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Reads the result of a job that has just ended. A session stays readable after its end. */
    Result result(ExitStatus status, int lines) {
        Duration took = age();
        List<String> written = session.outputSince(session.startMark())
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return new Result(job, status, took, written.subList(Math.max(0, written.size() - lines), written.size()));
    }
}
