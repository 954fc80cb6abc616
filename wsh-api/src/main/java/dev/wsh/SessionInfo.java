package dev.wsh;

import dev.wsh.engine.Checks;
import dev.wsh.engine.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One atomic view of a session.
 *
 * @param id unique for ever
 * @param name the present name; unique among the live sessions of a {@link Wsh}
 * @param tags in alphabetical order
 * @param state whether it lives
 * @param pid the process id of the leader; empty where there is no local process
 * @param command the executable and its arguments
 * @param cwd the working directory it was started in
 * @param rows the height of its screen
 * @param cols the width of its screen
 * @param title the window title that the program set; empty at first
 * @param sinceActivity time since the last activity (output, input, resize or signal), or since the start
 * @param exitStatus how it ended; empty while it runs
 */
public record SessionInfo(
        String id,
        String name,
        SortedSet<String> tags,
        State state,
        OptionalLong pid,
        List<String> command,
        Path cwd,
        int rows,
        int cols,
        String title,
        Duration sinceActivity,
        Optional<ExitStatus> exitStatus) {

    private static final int MOST_SHOWN = 500;

    /** Copies the collections. */
    public SessionInfo {
        Objects.requireNonNull(cwd, "cwd");
        Objects.requireNonNull(exitStatus, "exitStatus");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(pid, "pid");
        Objects.requireNonNull(sinceActivity, "sinceActivity");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(tags, "tags");
        Objects.requireNonNull(title, "title");
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        command = Checks.copyOf(command, "command");
    }

    /** {@return the session, how it stands, its command and its title, on one line} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder()
                .append(Printable.quoted(name, MOST_SHOWN))
                .append(" (")
                .append(state);
        exitStatus.ifPresent(exit -> out.append(", ").append(exit));
        out.append("), ").append(rows).append(" rows x ").append(cols).append(" columns");
        if (!tags.isEmpty()) {
            out.append(", tagged ").append(String.join(", ", tags));
        }
        pid.ifPresent(number -> out.append(", process ").append(number));
        out.append(": ").append(Printable.line(String.join(" ", command), MOST_SHOWN));
        if (!title.isEmpty()) {
            out.append(", title ").append(Printable.quoted(title, MOST_SHOWN));
        }
        return out.append(", quiet for ")
                .append(Evidence.readable(sinceActivity))
                .toString();
    }

    /** Where a session is in its life. */
    public enum State {
        /** Its process runs. */
        RUNNING,
        /** Its process has ended; it is still listed in {@link SessionGroup#ended}. */
        ENDED,
        /** It was closed, and is listed no more. */
        CLOSED
    }
}
