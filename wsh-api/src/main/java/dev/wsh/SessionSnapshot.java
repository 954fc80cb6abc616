package dev.wsh;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All that can be seen of a session at one moment: its parts belong together, which those of calls one after the other do
 * not. Taking one is cheap; lines are put together when they are asked for. Immutable.
 */
public interface SessionSnapshot {

    /** {@return name, tags, state and size} */
    SessionInfo info();

    /** {@return the screen, as {@link Session#screen} gives it} */
    Screen screen();

    /** {@return the history above the screen} */
    Scrollback scrollback();

    /** {@return the position} */
    Mark mark();

    /** {@return how the session ended; empty if it ran} */
    default Optional<ExitStatus> exitStatus() {
        return info().exitStatus();
    }

    /** {@return the modes that were set} */
    default Set<Screen.Mode> modes() {
        Set<Screen.Mode> set = EnumSet.noneOf(Screen.Mode.class);
        for (Screen.Mode mode : Screen.Mode.values()) {
            if (screen().mode(mode)) {
                set.add(mode);
            }
        }
        return set;
    }

    /**
     * Returns the text of all logical lines: those of the history, then those of the screen, without blank ones at its end. A
     * line of which one part has left the screen is one line, but for the alternate screen, which continues nothing.
     *
     * @return the lines, oldest first, without trailing blanks
     */
    List<String> lines();

    /**
     * Returns some of these lines with their numbers and styles.
     *
     * @param from the number of the first; lines that were dropped are skipped
     * @param limit the greatest number of lines
     * @return the lines, oldest first; none is {@linkplain Line#wrapped wrapped}
     * @throws IllegalArgumentException if the limit is negative
     */
    List<Line> lines(long from, int limit);

    /**
     * {@return the commands that shells told of by their marks (OSC 133), oldest first, with their output as far as it
     * is kept; the last may still run}
     */
    List<ShellCommand> commands();

    /** {@return these lines, joined by {@code \n}} */
    String text();

    /**
     * Finds all matches in these lines, each within one of them.
     *
     * @param regex what to look for
     * @return the matches, oldest first; rows are those of the screen, negative above it
     */
    List<Match> findAll(Pattern regex);
}
