package dev.wsh;

import dev.wsh.engine.Checks;
import dev.wsh.engine.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Text that was found, and its cells.
 *
 * @param text the text that matched
 * @param groups the groups of the regular expression from 1 on, {@code ""} for one that did not take part; none for text
 * @param namedGroups its groups that have a name, in their order in the expression
 * @param line the whole logical line in which it stands, without trailing blanks: rows that the terminal wrapped are joined
 * @param region its cells; in reading order; rows relative to the screen, negative in the history above it
 * @param screen the screen on which, or above which, it was found
 * @param position where it stands in the session's life, see {@link #mark}; empty if it was found on a screen by itself
 */
public record Match(
        String text,
        List<String> groups,
        Map<String, String> namedGroups,
        String line,
        Region.Span region,
        Screen screen,
        Optional<Mark> position) {

    private static final int MOST_SHOWN = 500;

    /** Copies the groups. */
    public Match {
        Objects.requireNonNull(namedGroups, "namedGroups");
        Objects.requireNonNull(text, "text");
        groups = Checks.copyOf(groups, "groups");
        namedGroups = Collections.unmodifiableMap(new LinkedHashMap<>(namedGroups));
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(position, "position");
    }

    /**
     * Creates a match that was found on a screen by itself.
     *
     * @param text the text that matched
     * @param groups the groups of the regular expression from 1 on
     * @param namedGroups its groups that have a name
     * @param line the whole logical line in which it stands
     * @param region its cells
     * @param screen the screen on which, or above which, it was found
     */
    public Match(
            String text,
            List<String> groups,
            Map<String, String> namedGroups,
            String line,
            Region.Span region,
            Screen screen) {
        this(text, groups, namedGroups, line, region, screen, Optional.empty());
    }

    /**
     * Returns where the match stands in the session's life: all that was written after it is newer, also if it came in the
     * same piece of output, and nothing before it is. So a wait {@linkplain Condition#since since} the mark of a match goes
     * on where that ended, and a chain of such waits sees each occurrence, however fast they come:
     *
     * <pre>{@code
     * Match first = session.awaitText("done").block();
     * Match second = session.await(text("done").since(first.mark())).block();
     * }</pre>
     *
     * <p>Its {@link Mark#generation} and {@link Mark#outputOffset} are those of the moment in which the text was found.
     *
     * @return the mark
     * @throws IllegalStateException if the match was not waited for but found on a screen, which belongs to no session
     */
    public Mark mark() {
        return position.orElseThrow(() -> new IllegalStateException("\"" + text
                + "\" was found on a screen, which has no marks; wait for it to know where it stands in the output"));
    }

    /** {@return the row of its first cell; negative in the history above the screen} */
    public int row() {
        return region.row();
    }

    /** {@return the column of its first cell} */
    public int col() {
        return region.col();
    }

    /**
     * Returns the style of its first cell.
     *
     * @return the style on {@link #screen}
     * @throws IllegalStateException if it stands above the screen, where cells have no style any more
     */
    public Style style() {
        if (row() < 0 || row() >= screen.rows() || col() >= screen.cols()) {
            throw new IllegalStateException(
                    "\"" + text + "\" has left the screen, so that its style is not known; wait for"
                            + " text that is visible(…) to see it while it is there");
        }
        return screen.cell(row(), col()).style();
    }

    /**
     * Returns a group of the regular expression.
     *
     * @param number 0 for the whole match, or 1 and more
     * @return the text; {@code ""} if the group did not take part
     * @throws IndexOutOfBoundsException if there is no such group
     */
    public String group(int number) {
        if (number < 0 || number > groups.size()) {
            throw new IndexOutOfBoundsException("there is no group " + number + ": " + groupsInWords());
        }
        return number == 0 ? text : groups.get(number - 1);
    }

    /**
     * Returns a named group of the regular expression.
     *
     * @param name its name, as in {@code (?<name>…)}
     * @return the text; {@code ""} if the group did not take part
     * @throws IllegalArgumentException if there is no such group
     */
    public String group(String name) {
        String group = namedGroups.get(Objects.requireNonNull(name, "name"));
        if (group == null) {
            String there = namedGroups.isEmpty() ? groupsInWords() : "there are " + namedGroups.keySet();
            throw new IllegalArgumentException("there is no group \"" + name + "\": " + there);
        }
        return group;
    }

    private String groupsInWords() {
        return groups.isEmpty()
                ? "\"" + text + "\" was found as plain text, or by a Pattern without groups"
                : "the Pattern has " + groups.size() + (groups.size() == 1 ? " group" : " groups");
    }

    /**
     * Tells whether the same text stands in the same cells of another screen.
     *
     * @param now a later screen of the same session, for instance
     * @return true if so; false for text in the history
     */
    public boolean isOn(Screen now) {
        if (region.row() < 0 || region.endRow() >= now.rows()) {
            return false;
        }
        int cols = Math.min(screen.cols(), now.cols());
        for (int row = region.row(); row <= region.endRow(); row++) {
            int end = row == region.endRow() ? region.endCol() : screen.cols();
            if (end > cols) {
                return false;
            }
            for (int col = row == region.row() ? region.col() : 0; col < end; col++) {
                if (!now.cell(row, col).text().equals(screen.cell(row, col).text())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** {@return the text and where it stands} */
    @Override
    public String toString() {
        return Printable.quoted(text, MOST_SHOWN) + " at row " + row() + ", column " + col()
                + (groups.isEmpty() ? "" : ", groups " + Printable.line(groups.toString(), MOST_SHOWN));
    }
}
