package dev.wsh.testkit;

import dev.wsh.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.opentest4j.AssertionFailedError;

/** Assertions about one screen; none waits. Not thread-safe. */
public class ScreenAssert {

    private final Screen actual;

    /**
     * Begins assertions about a screen.
     *
     * @param actual the screen
     */
    protected ScreenAssert(Screen actual) {
        this.actual = Objects.requireNonNull(actual, "screen");
    }

    /** {@return the screen that this is about} */
    public Screen actual() {
        return actual;
    }

    /**
     * The text stands on the screen, within one logical line.
     *
     * @param text not empty
     * @return this
     */
    public ScreenAssert shows(String text) {
        return require(actual.find(text).isPresent(), "to show " + Quote.text(text), "");
    }

    /**
     * The text does not stand on the screen.
     *
     * @param text not empty
     * @return this
     */
    public ScreenAssert hides(String text) {
        return require(actual.find(text).isEmpty(), "to hide " + Quote.text(text), "");
    }

    /**
     * A row has a text, trailing blanks aside.
     *
     * @param row from 0
     * @param text the text
     * @return this
     */
    public ScreenAssert hasRow(int row, String text) {
        boolean there = row >= 0 && row < actual.rows();
        return require(
                there && actual.line(row).equals(text),
                "to have " + Quote.text(text) + " in row " + row,
                there ? Diffs.text(text, actual.line(row)) : "there is no such row");
    }

    /**
     * The cursor stands at a cell.
     *
     * @param row from 0
     * @param col from 0
     * @return this
     */
    public ScreenAssert hasCursorAt(int row, int col) {
        return require(
                actual.cursor().row() == row && actual.cursor().col() == col,
                "to have its cursor at row " + row + ", column " + col,
                "");
    }

    /**
     * Another screen shows the same: text, styles, cursor and size.
     *
     * @param expected the other
     * @return this
     */
    public ScreenAssert isEqualTo(Screen expected) {
        List<String> differences = Diffs.screens(expected, actual);
        return require(differences.isEmpty(), "to show the same", String.join("\n", differences));
    }

    /**
     * The screen is as a golden file says; see {@link Golden}.
     *
     * @param golden with a file of its own, see {@link Golden#at}
     * @return this
     * @throws IllegalStateException if it has none
     */
    public ScreenAssert matchesScreen(Golden golden) {
        new GoldenMatch(golden, GoldenFiles.bare()).of(this);
        return this;
    }

    /**
     * All of several assertions hold; those that fail are shown together, with one picture of the screen.
     *
     * @param assertions about this screen
     * @return this
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final ScreenAssert all(Consumer<? super ScreenAssert>... assertions) {
        List<String> wrong = failures(List.of(assertions));
        return require(
                wrong.isEmpty(),
                "to pass " + assertions.length + " assertions",
                wrong.size() + " failed\n" + String.join("\n", wrong));
    }

    /** Returns what the assertions say that fail, without a picture of the screen. */
    List<String> failures(List<? extends Consumer<? super ScreenAssert>> assertions) {
        List<String> wrong = new ArrayList<>();
        for (Consumer<? super ScreenAssert> assertion : assertions) {
            try {
                assertion.accept(this);
            } catch (AssertionError e) {
                String said = String.valueOf(e.getMessage());
                int frame = said.indexOf("\n  " + actual.rows() + " rows x ");
                wrong.add(frame < 0 ? said : said.substring(0, frame));
            }
        }
        return wrong;
    }

    ScreenAssert require(boolean holds, String expected, String detail) {
        if (!holds) {
            String more = detail.isEmpty() ? "" : Blocks.indent(detail) + "\n";
            throw new AssertionFailedError(
                    ("expected the screen " + expected + "\n" + more + Blocks.frame(actual)).stripTrailing());
        }
        return this;
    }
}
