package dev.wsh.examples;

import dev.wsh.Settled;
import java.io.PrintStream;
import java.time.Duration;

/** One line for each thing that happens: for files, pipes and logs. */
final class PlainProgress implements Progress {
    private final PrintStream out;
    private final long startedNanos = System.nanoTime();

    PlainProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void started(Run run) {
        print(run, "started", run.job().line());
    }

    @Override
    public void settled(Run run, Settled outcome) {
        String state = outcome.exitStatus().map(Object::toString).orElse("quiet");
        print(run, state, LastLine.of(outcome.screen()));
    }

    @Override
    public void update() {}

    @Override
    public void close() {}

    private void print(Run run, String state, String text) {
        Duration since = Duration.ofNanos(System.nanoTime() - startedNanos);
        out.printf("%7s  %-20s %-11s %s%n", Progress.seconds(since), run.job().name(), state, text);
    }
}
