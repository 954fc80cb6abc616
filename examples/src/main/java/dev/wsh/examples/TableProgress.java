package dev.wsh.examples;

import dev.wsh.ExitStatus;
import dev.wsh.Settled;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A table that is drawn over itself: for terminals. Rows of {@link #WIDTH} columns or more look best. */
final class TableProgress implements Progress {

    /** What stands before the last line of a row. */
    private static final String ROW = "%-20s %-11s %8s  ";

    private static final int WIDTH = String.format(ROW, "", "", "").length();

    private static final String UP = "\033[%dA";
    private static final String ERASE_TO_END_OF_LINE = "\033[K";
    private static final String RED = "\033[31m";
    private static final String GREEN = "\033[32m";
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final int cols;
    private final Map<Run, State> states = new LinkedHashMap<>();
    private int drawn;

    /** What is known of a job. After its end the time stands still. */
    private record State(boolean quiet, long sinceGeneration, Optional<ExitStatus> exit, Duration took) {}

    TableProgress(PrintStream out, int cols) {
        this.out = out;
        this.cols = cols;
    }

    @Override
    public void started(Run run) {
        states.put(run, new State(/* quiet= */ false, 0, Optional.empty(), Duration.ZERO));
        update();
    }

    @Override
    public void settled(Run run, Settled outcome) {
        states.put(run, new State(/* quiet= */ true, outcome.mark().generation(), outcome.exitStatus(), run.age()));
        update();
    }

    @Override
    public void close() {
        update();
    }

    @Override
    public void update() {
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append(String.format(UP, drawn));
        }
        states.forEach((run, state) -> appendRow(frame, run, state));
        drawn = states.size();
        out.print(frame);
        out.flush();
    }

    private void appendRow(StringBuilder frame, Run run, State state) {
        boolean ended = state.exit().isPresent();
        String row = String.format(
                ROW, run.job().name(), word(run, state), Progress.seconds(ended ? state.took() : run.age()));
        String colour = state.exit().map(exit -> exit.success() ? GREEN : RED).orElse(PLAIN);
        frame.append('\r')
                .append(colour)
                .append(row, 0, Math.min(row.length(), cols - 1))
                .append(PLAIN);
        if (cols > WIDTH) {
            frame.append(LastLine.of(run.session().screen(), cols - 1 - WIDTH));
        }
        frame.append(ERASE_TO_END_OF_LINE).append('\n');
    }

    /** A quiet job that is touched runs again: its generation has grown since it was reported quiet. */
    private static String word(Run run, State state) {
        if (state.exit().isPresent()) {
            return state.exit().get().toString();
        }
        boolean stillQuiet = state.quiet() && run.session().mark().generation() == state.sinceGeneration();
        return stillQuiet ? "quiet" : "running";
    }
}
