package dev.wsh.testkit;

import dev.wsh.ConditionFailedException;
import dev.wsh.Evidence;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.WaitTimeoutException;
import dev.wsh.WshException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/** Failed assertions: what was expected, how near it was, and the screen. */
final class Failures {

    private Failures() {}

    static AssertionFailedError of(Session session, String expected, Optional<String> detail, WshException cause) {
        StringBuilder message = head(session, expected);
        message.append(reason(cause)).append('\n');
        detail.ifPresent(more -> message.append(Blocks.indent(more)).append('\n'));
        List<Evidence> evidence = evidence(cause);
        if (evidence.isEmpty()) {
            message.append(Blocks.frame(session.screen()));
        }
        evidence.forEach(seen -> describe(message, seen));
        return new AssertionFailedError(message.toString().stripTrailing(), cause);
    }

    static AssertionFailedError of(Session session, String expected, String wrong) {
        StringBuilder message = head(session, expected);
        message.append(wrong).append('\n');
        message.append(Blocks.frame(session.screen()));
        return new AssertionFailedError(message.toString().stripTrailing());
    }

    private static StringBuilder head(Session session, String expected) {
        return new StringBuilder("expected session \"")
                .append(session.name())
                .append("\" ")
                .append(expected)
                .append(", but ");
    }

    /** Says in one line why a wait failed. */
    static String reason(WshException cause) {
        List<Evidence> evidence = evidence(cause);
        Duration waited = evidence.isEmpty() ? Duration.ZERO : evidence.get(0).waited();
        if (cause instanceof WaitTimeoutException) {
            return "it did not within " + readable(waited);
        } else if (cause instanceof SessionEndedException ended) {
            return "it ended without ("
                    + ended.exitStatus().map(Object::toString).orElse("closed") + ")";
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it failed");
    }

    private static List<Evidence> evidence(WshException cause) {
        if (cause instanceof WaitTimeoutException timeout) {
            return timeout.evidence();
        } else if (cause instanceof ConditionFailedException failed) {
            return List.of(failed.evidence());
        }
        return cause instanceof SessionEndedException ended ? List.of(ended.evidence()) : List.of();
    }

    private static void describe(StringBuilder message, Evidence seen) {
        seen.nearest()
                .ifPresent(near -> message.append("  nearest: ").append(near).append('\n'));
        if (!seen.lastInputs().isEmpty()) {
            message.append("  last inputs: ")
                    .append(String.join(" | ", seen.lastInputs()))
                    .append('\n');
        }
        if (!seen.unansweredQueries().isEmpty()) {
            message.append("  unanswered queries: ")
                    .append(String.join(" ", seen.unansweredQueries()))
                    .append('\n');
        }
        seen.processes()
                .forEach(process -> message.append("  in the foreground: ")
                        .append(process.command())
                        .append(" (pid ")
                        .append(process.pid())
                        .append(")\n"));
        message.append("  quiet for ")
                .append(readable(seen.session().sinceActivity()))
                .append('\n');
        message.append(Blocks.frame(seen.screen()));
    }

    static String readable(Duration duration) {
        long millis = Lengths.cut(duration).toMillis();
        return millis < 10_000 ? millis + " ms" : millis / 1000 + " s";
    }
}
