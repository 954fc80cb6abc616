package dev.wsh;

import dev.wsh.engine.Checks;
import dev.wsh.engine.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an engine stands at a moment: who is there, what is waited for, and what runs. For the log of a test run that hangs,
 * and for tests that nothing is left. Each session's part is of one moment; the parts are taken one after the other.
 *
 * <p>The text of {@link #toString} is for people and may change.
 *
 * @param sessions the live ones and those that have ended and are still listed, each in order of creation
 * @param groupWaits the waits of groups, oldest first; what they wait for on each member is among the member's
 * @param runs what {@link Wsh#run} runs and what waits there for its turn, in the order of the calls
 * @param callbacks replies, listeners and subscribers that run or want to
 * @param engine the engine's own work that runs or wants to: predicates, long searches, deadlines, and what users attach to
 *     pendings
 * @param endedBytes about how much memory the listed sessions that have ended take together; see {@link
 *     Wsh.Builder#retainEndedBytes}
 */
public record Diagnostics(
        List<SessionState> sessions,
        List<Wait> groupWaits,
        List<Run> runs,
        Tasks callbacks,
        Tasks engine,
        long endedBytes) {

    /** Copies the lists. */
    public Diagnostics {
        Objects.requireNonNull(callbacks, "callbacks");
        Objects.requireNonNull(engine, "engine");
        sessions = Checks.copyOf(sessions, "sessions");
        groupWaits = Checks.copyOf(groupWaits, "groupWaits");
        runs = Checks.copyOf(runs, "runs");
    }

    /**
     * A program that {@link Wsh#run} was called for and that has not ended.
     *
     * @param command the program and its arguments
     * @param age since the call
     * @param session the name of the session it runs in; empty while it waits for its turn
     */
    public record Run(String command, Duration age, Optional<String> session) {
        /** Refuses {@code null}. */
        public Run {
            Objects.requireNonNull(age, "age");
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(session, "session");
        }

        @Override
        public String toString() {
            return session.map(name -> "session \"" + name + "\"").orElse("waits for its turn") + " for "
                    + Evidence.readable(age) + ": " + Printable.line(command);
        }
    }

    /**
     * One wait that is not decided.
     *
     * @param what what is awaited, in words
     * @param age since it began
     */
    public record Wait(String what, Duration age) {
        /** Refuses {@code null}. */
        public Wait {
            Objects.requireNonNull(age, "age");
            Objects.requireNonNull(what, "what");
        }

        @Override
        public String toString() {
            return "for " + Evidence.readable(age) + ": " + what;
        }
    }

    /**
     * One session.
     *
     * @param info the session
     * @param inputWaiting bytes of input that its terminal has not taken
     * @param waits the waits on it, oldest first: those of users, of groups, of replies ({@link Session#on}) and of streams
     */
    public record SessionState(SessionInfo info, int inputWaiting, List<Wait> waits) {

        /** Copies the list. */
        public SessionState {
            Objects.requireNonNull(info, "info");
            waits = Checks.copyOf(waits, "waits");
        }

        @Override
        public String toString() {
            return "session \"" + info.name() + "\", "
                    + info.exitStatus().map(Object::toString).orElse("running") + ", last activity "
                    + Evidence.readable(info.sinceActivity()) + " ago"
                    + (inputWaiting == 0 ? "" : ", " + inputWaiting + " bytes of input wait")
                    + (waits.isEmpty() ? "" : ", " + waits.size() + (waits.size() == 1 ? " wait" : " waits"));
        }
    }

    /**
     * What runs on threads of one kind.
     *
     * @param running how many run or block at this moment
     * @param waiting how many wait for a thread
     * @param longest for how long the one that began first has been running; zero if none runs, or it is not known
     */
    public record Tasks(int running, int waiting, Duration longest) {
        /** Refuses {@code null}. */
        public Tasks {
            Objects.requireNonNull(longest, "longest");
        }

        @Override
        public String toString() {
            return running + " running"
                    + (longest.isZero() ? "" : " (the longest for " + Evidence.readable(longest) + ")") + ", " + waiting
                    + " waiting";
        }
    }

    /**
     * Counts the waits of sessions and groups.
     *
     * @return 0 or more
     */
    public int waits() {
        return groupWaits.size()
                + sessions.stream().mapToInt(session -> session.waits().size()).sum();
    }

    @Override
    public String toString() {
        Stream<String> lines = Stream.concat(
                Stream.of("sessions: " + sessions.size() + "; waits: " + waits() + "; callbacks: " + callbacks
                        + "; engine: " + engine
                        + (endedBytes == 0 ? "" : "; ended sessions take " + (endedBytes + 999) / 1000 + " kB")),
                Stream.concat(
                        sessions.stream()
                                .flatMap(session -> Stream.concat(
                                        Stream.of("  " + session),
                                        session.waits().stream().map(wait -> "    " + wait))),
                        Stream.concat(
                                groupWaits.stream().map(wait -> "  group " + wait),
                                runs.stream().map(run -> "  run: " + run))));
        return String.join("\n", lines.toList());
    }
}
