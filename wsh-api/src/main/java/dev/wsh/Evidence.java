package dev.wsh;

import dev.wsh.engine.Checks;
import dev.wsh.engine.Durations;
import dev.wsh.engine.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a failed wait saw; printed in its message.
 *
 * @param session the session at that moment
 * @param screen its screen at that moment
 * @param awaited the condition in words
 * @param waited how long it was waited for
 * @param nearest the text on the screen that comes nearest to what was awaited
 * @param reasons why it was not true, as far as that is known, in words; such as the parts that were missing
 * @param lastInputs the last inputs, oldest first, in readable form; at most eight. What the terminal took while it did not
 *     echo, as at a password prompt, is {@code hidden}, and so is what it has not taken yet. Where a program reads key by
 *     key, as line editors do, what it did not show at once is hidden too
 * @param inputWaiting what is known of input that the terminal has not taken; empty if it has taken all
 * @param unansweredQueries queries of the program that the engine did not answer
 * @param processes the processes in the foreground, as far as known
 */
public record Evidence(
        SessionInfo session,
        Screen screen,
        String awaited,
        Duration waited,
        Optional<String> nearest,
        List<String> reasons,
        List<String> lastInputs,
        Optional<String> inputWaiting,
        List<String> unansweredQueries,
        List<ProcessInfo> processes) {

    /** Copies the lists. */
    public Evidence {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(awaited, "awaited");
        Objects.requireNonNull(waited, "waited");
        Objects.requireNonNull(nearest, "nearest");
        reasons = Checks.copyOf(reasons, "reasons");
        lastInputs = Checks.copyOf(lastInputs, "lastInputs");
        Objects.requireNonNull(inputWaiting, "inputWaiting");
        unansweredQueries = Checks.copyOf(unansweredQueries, "unansweredQueries");
        processes = Checks.copyOf(processes, "processes");
    }

    /** {@return the evidence as a person reads it: the session, what was awaited, the screen in a frame} */
    public String describe() {
        StringBuilder out = new StringBuilder();
        out.append("session \"").append(session.name()).append("\" (").append(session.state());
        session.exitStatus().ifPresent(exit -> out.append(", ").append(exit));
        out.append("), ")
                .append(screen.rows())
                .append(" rows x ")
                .append(screen.cols())
                .append(" columns, cursor at row ");
        out.append(screen.cursor().row())
                .append(", column ")
                .append(screen.cursor().col());
        out.append(", quiet for ").append(readable(session.sinceActivity())).append('\n');
        nearest.ifPresent(
                text -> out.append("  nearest: ").append(Printable.line(text)).append('\n'));
        reasons.forEach(
                reason -> out.append("  ").append(Printable.line(reason)).append('\n'));
        if (!lastInputs.isEmpty()) {
            out.append("  last inputs: ")
                    .append(Printable.line(String.join(" | ", lastInputs)))
                    .append('\n');
        }
        inputWaiting.ifPresent(text -> out.append("  ").append(text).append('\n'));
        if (!unansweredQueries.isEmpty()) {
            out.append("  unanswered queries: ")
                    .append(Printable.line(String.join(" ", unansweredQueries)))
                    .append('\n');
        }
        for (ProcessInfo process : processes) {
            out.append("  process ").append(process).append('\n');
        }
        frame(out);
        return out.toString();
    }

    private void frame(StringBuilder out) {
        List<String> lines = screen.lines();
        int last = lines.size();
        while (last > 0 && lines.get(last - 1).isEmpty()) {
            last--;
        }
        if (last == 0) {
            out.append("  (the screen is blank)\n");
            return;
        }
        for (int row = 0; row < last; row++) {
            out.append(String.format("  %3d|", row))
                    .append(Printable.line(lines.get(row)))
                    .append('\n');
        }
        if (last < lines.size()) {
            out.append("      (").append(lines.size() - last).append(" more rows are blank)\n");
        }
    }

    static String describe(String message, List<Evidence> evidence) {
        StringBuilder out = new StringBuilder(Objects.requireNonNull(message, "message"));
        for (Evidence each : Checks.copyOf(evidence, "evidence")) {
            out.append('\n').append(each.describe());
        }
        return out.toString().stripTrailing();
    }

    static String readable(Duration duration) {
        long millis = Durations.cut(duration).toMillis();
        return millis < 1000 ? millis + " ms" : millis / 1000 + "." + String.format("%03d", millis % 1000) + " s";
    }
}
