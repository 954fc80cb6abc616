package dev.wsh;

import dev.wsh.engine.Checks;
import dev.wsh.engine.ConditionTree;
import dev.wsh.engine.FrameNode;
import dev.wsh.engine.IdleNode;
import dev.wsh.engine.TextNode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The conditions that a session can be waited for; meant for a static import. */
public final class Conditions {

    private Conditions() {}

    /**
     * The text stands on the screen now, or was printed since the last {@linkplain Session#send input} (since the start if
     * there was none) and is in the history, or in any line shown from now on, also one that is gone before anybody looks:
     * every line is searched when it leaves the screen and before cells of it are erased, shifted or copied over. Lines that
     * the terminal wrapped count as one.
     *
     * <p>Not seen is text that is printed over within one read of the terminal (64 KB at most), and a match across the ends
     * of the pieces of 65,536 characters in which a longer line is searched.
     *
     * @param text what to look for; not empty
     * @return the condition
     * @throws IllegalArgumentException if the text is empty, or contains a line end or a tab, which no line does
     */
    public static TextCondition text(String text) {
        return new TextNode(text, /* lasting= */ true);
    }

    /**
     * Like {@link #text(String)} for a regular expression, which is searched in each logical line. It is compiled as it
     * is given; {@code ^} and {@code $} are the ends of the line.
     *
     * @param regex what to look for
     * @return the condition
     */
    public static TextCondition text(Pattern regex) {
        return new TextNode(regex, /* lasting= */ true);
    }

    /**
     * The text stands on the screen at the moment when it is looked at, which is after every piece of output. What
     * flashes by in between may be missed.
     *
     * @param text what to look for; not empty
     * @return the condition
     * @throws IllegalArgumentException if the text is empty, or contains a line end or a tab, which no line does
     */
    public static TextCondition visible(String text) {
        return new TextNode(text, /* lasting= */ false);
    }

    /**
     * Like {@link #visible(String)} for a regular expression, which is searched in each logical line.
     *
     * @param regex what to look for
     * @return the condition
     */
    public static TextCondition visible(Pattern regex) {
        return new TextNode(regex, /* lasting= */ false);
    }

    /**
     * The text does not stand on the screen, which is true of a blank screen as well, such as that of a program that has
     * not begun to draw. To see something go, wait until it is {@linkplain #visible(String) visible} first.
     *
     * @param text what must not be there; not empty
     * @return the condition
     * @throws IllegalArgumentException if the text is empty, or contains a line end or a tab, which no line does
     */
    public static Condition<Screen> gone(String text) {
        return new ConditionTree.Gone(text);
    }

    /**
     * The session is idle, or has ended.
     *
     * @param quiet the window; positive
     * @return the condition
     * @throws IllegalArgumentException if the window is not positive
     */
    public static Idle idle(Duration quiet) {
        return new IdleNode(Objects.requireNonNull(quiet, "quiet"));
    }

    /**
     * The session's process has ended and its last byte is on the screen.
     *
     * @return the condition
     */
    public static Condition<ExitStatus> exited() {
        return new ConditionTree.Exited();
    }

    /**
     * The cursor stands at a cell.
     *
     * @param row from 0
     * @param col from 0
     * @return the condition
     * @throws IllegalArgumentException if one is negative
     */
    public static Condition<Screen> cursorAt(int row, int col) {
        return new ConditionTree.CursorAt(row, col);
    }

    /**
     * The alternate screen is shown, as by a full-screen program.
     *
     * @return the condition
     */
    public static Condition<Screen> alternateScreen() {
        return new ConditionTree.AlternateScreen();
    }

    /**
     * The window title contains a match.
     *
     * @param regex what to look for
     * @return the condition; its value is the title
     */
    public static Condition<String> title(Pattern regex) {
        return new ConditionTree.Title(regex);
    }

    /**
     * The bell rings from now on, or, with {@link Condition#since}, has rung since the mark.
     *
     * @return the condition
     */
    public static Condition<Screen> bell() {
        return new ConditionTree.Bell();
    }

    /**
     * The terminal does not echo what is typed, as while a program reads a password. The engine asks the terminal a
     * hundred times a second, since no system reports the change.
     *
     * @return the condition; it never becomes true where the provider can't tell ({@link
     *     dev.wsh.spi.PtyProvider.Capability#LINE_MODES})
     */
    public static Condition<Screen> echoOff() {
        return new ConditionTree.EchoOff();
    }

    /**
     * A program has the terminal: it is the leader of the foreground process group, which gets what is typed and the
     * signals of the keyboard. Wait for it before a Ctrl-C: a shell echoes a command line before the command runs. The
     * engine asks the system a hundred times a second, since no system reports the change.
     *
     * @param program its file name, such as {@code sleep}, or that of a script which an interpreter runs, such as {@code
     *     deploy.sh}; no path, no arguments
     * @return the condition; its value is the process. It never becomes true where the provider can't tell ({@link
     *     dev.wsh.spi.PtyProvider.Capability#FOREGROUND_GROUP})
     * @throws IllegalArgumentException if the name is blank or has a path
     */
    public static Condition<ProcessInfo> foreground(String program) {
        return new ConditionTree.Foreground(program);
    }

    /**
     * The screen passes a test. The test runs where the user's code runs, on the newest screen; it may skip some.
     *
     * @param name what it tests, for failures
     * @param test the test; an exception fails the wait
     * @return the condition
     */
    public static Condition<Screen> screen(String name, Predicate<? super Screen> test) {
        Objects.requireNonNull(test, "test");
        return found(name, screen -> test.test(screen) ? Optional.of(screen) : Optional.empty());
    }

    /**
     * The screen holds something that a function finds. This is how users add conditions of their own. The function runs
     * where the user's code runs, on the newest screen; it may skip some.
     *
     * @param name what it looks for, for failures
     * @param probe empty while it is not there; an exception fails the wait
     * @param <R> the type of what it finds
     * @return the condition
     */
    public static <R> Condition<R> found(String name, Function<? super Screen, Optional<R>> probe) {
        return new ConditionTree.Found<>(name, probe);
    }

    /**
     * A whole frame satisfies a condition: a frame is what a program draws between the begin and the end of a synchronized
     * update (mode 2026), and the condition is asked of the screen at its end, of each frame once. No frame is skipped, also
     * if several come in one piece of output; with {@link Session#on} each frame that satisfies it is answered once, in
     * order. Where a function of the user's is asked that is slower than the program, frames wait for it, at most 256; then
     * the oldest are skipped.
     *
     * <p>The frame that the screen shows counts, too, if nothing was written since its end; with {@link Condition#since},
     * the newest one if it has ended after the mark, whatever was written since. A frame that takes more than a second, that
     * is resized or reset in the middle, or that the program does not finish is shown as it stands and is no whole frame.
     *
     * <p>A {@link #text(String) text} has to stand in the frame. A frame is a moment: what has to be true together with it
     * goes inside, as in {@code frame(visible("ready").and(cursorAt(3, 0)))}.
     *
     * @param condition is about a screen: text, title, cursor, {@link #screen}, {@link #found} and what is made of those
     * @param <T> the type of its value
     * @return a condition that can be combined by {@code or}, {@link #firstOf}, {@code map}, {@code since}, {@code unless} and
     *     {@code named}
     * @throws IllegalArgumentException if the condition is about something else, such as time, the process or the bell
     */
    public static <T> Condition<T> frame(Condition<T> condition) {
        return new FrameNode<>(ConditionTree.of(condition));
    }

    /**
     * The first of several that becomes true; earlier ones win at the same moment. With {@link Condition#map}, an n-way
     * branch.
     *
     * @param conditions at least one
     * @param <R> the common type of their values
     * @return the condition
     * @throws IllegalArgumentException if there is none
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of copies it
    public static <R> Condition<R> firstOf(Condition<? extends R>... conditions) {
        return new ConditionTree.FirstOf<>(Checks.requireAll("conditions", conditions));
    }

    /**
     * All are true of the same moment.
     *
     * @param conditions at least one
     * @return the condition
     * @throws IllegalArgumentException if there is none
     */
    public static Condition<Screen> allOf(Condition<?>... conditions) {
        return new ConditionTree.AllOf(Checks.requireAll("conditions", conditions));
    }
}
