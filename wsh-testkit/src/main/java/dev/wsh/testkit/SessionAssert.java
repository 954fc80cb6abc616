package dev.wsh.testkit;

import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.Pending;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.Signal;
import dev.wsh.WshException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions about a session. Each waits until it holds, looks after every piece of output and never polls, and fails after
 * the deadline of the session's {@code Wsh}, unless {@link #atMost} says otherwise. A failure is an {@link AssertionError}
 * with the screen in a frame, the last inputs, and how near it was.
 *
 * <p>To extend: {@link #satisfies} takes any condition, {@link #eventually} any assertion about a screen; or subclass this
 * and build on {@link #await}. Not thread-safe.
 */
public class SessionAssert {

    private static final Duration QUIET = Duration.ofMillis(500);

    private final Session actual;
    private Optional<Duration> deadline = Optional.empty();

    /**
     * Begins assertions about a session.
     *
     * @param actual the session
     */
    protected SessionAssert(Session actual) {
        this.actual = Objects.requireNonNull(actual, "session");
    }

    /** {@return the session that this is about} */
    public final Session actual() {
        return actual;
    }

    /**
     * Sets how long each of the assertions that follow waits.
     *
     * @param limit positive
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public SessionAssert atMost(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a deadline of " + limit + " is not positive");
        }
        deadline = Optional.of(limit);
        return this;
    }

    /**
     * The text stands on the screen, within one logical line.
     *
     * @param text not empty
     * @return assertions about the text
     */
    public ShownAssert shows(String text) {
        await(Conditions.visible(text), "to show " + Quote.text(text));
        return new ShownAssert(this, "to show " + Quote.text(text), screen -> screen.findAll(literal(text)));
    }

    /**
     * A match stands on the screen, within one logical line.
     *
     * @param regex what to look for
     * @return assertions about the match
     */
    public ShownAssert shows(Pattern regex) {
        await(Conditions.visible(regex), "to show a match of " + regex);
        return new ShownAssert(this, "to show a match of " + regex, screen -> screen.findAll(regex));
    }

    /**
     * The text was printed: it stands on the screen, or scrolled past since now.
     *
     * @param text not empty
     * @return this
     */
    public SessionAssert prints(String text) {
        await(Conditions.text(text), "to print " + Quote.text(text));
        return this;
    }

    /**
     * The text was printed after the last input, and is not just its echo. What comes first and is the input again counts as
     * its echo, so wait for the prompt before you type: an echo after a late prompt is taken for an answer.
     *
     * @param text not empty
     * @return assertions about the text, as far as it is still on the screen
     * @throws IllegalArgumentException if it is empty
     */
    public ShownAssert answers(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty text is always there; isQuiet waits for silence");
        }
        Mark input = actual.lastInputMark();
        String expected = "to answer " + Quote.text(text) + " to the last input";
        await(
                Conditions.screen(
                        expected,
                        screen -> actual.outputSince(input).withoutEcho().text().contains(text)),
                expected);
        return new ShownAssert(this, "to answer " + Quote.text(text), screen -> screen.findAll(literal(text)));
    }

    /**
     * The text does not stand on the screen, and the program has printed something since the last input: the screen from
     * before an input proves nothing.
     *
     * @param text not empty
     * @return this
     */
    public SessionAssert hides(String text) {
        await(
                Conditions.gone(text).since(actual.lastInputMark()),
                "to hide " + Quote.text(text) + ", in output newer than the last input");
        return this;
    }

    /**
     * The text was not printed up to now. Does not wait. Looks at all output that is kept (see
     * {@link dev.wsh.SessionSpec#transcript}), as text and byte for byte.
     *
     * @param text not empty
     * @return this
     */
    public SessionAssert neverPrinted(String text) {
        return checked("to have never printed " + Quote.text(text), () -> {
            Output all = actual.outputSince(actual.startMark());
            byte[] raw = text.getBytes(StandardCharsets.UTF_8);
            if (all.text().contains(text) || contains(all.bytes(), raw)) {
                return Optional.of("it did");
            }
            return Optional.empty();
        });
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The cursor stands at a cell.
     *
     * @param row from 0
     * @param col from 0
     * @return this
     */
    public SessionAssert hasCursorAt(int row, int col) {
        await(Conditions.cursorAt(row, col), "to have its cursor at row " + row + ", column " + col);
        return this;
    }

    /**
     * The window title contains a text.
     *
     * @param text the text
     * @return this
     */
    public SessionAssert hasTitle(String text) {
        await(Conditions.title(literal(text)), "to have a title with " + Quote.text(text));
        return this;
    }

    /**
     * The bell has rung since the last input.
     *
     * @return this
     */
    public SessionAssert rings() {
        await(Conditions.bell().since(actual.lastInputMark()), "to ring the bell after the last input");
        return this;
    }

    /**
     * The session has ended with a status.
     *
     * @param status as a shell shows it in {@code $?}: the exit code, or 128 plus the number of the signal
     * @return this
     */
    public SessionAssert exits(int status) {
        return ends("to exit with " + status, exit -> exit.shellCode().orElse(-1) == status);
    }

    /**
     * The session has ended with status 0.
     *
     * @return this
     */
    public SessionAssert succeeds() {
        return exits(0);
    }

    /**
     * A signal has ended the session.
     *
     * @param signal which
     * @return this
     */
    public SessionAssert isKilledBy(Signal signal) {
        return ends("to be killed by " + signal.name(), exit -> exit.signal().equals(Optional.of(signal)));
    }

    private SessionAssert ends(String expected, Predicate<ExitStatus> test) {
        ExitStatus exit = await(Conditions.exited(), expected);
        return checked(expected, () -> test.test(exit) ? Optional.empty() : Optional.of("it ended with " + exit));
    }

    /**
     * The session is quiet: neither output nor input for a while. One that has ended is quiet.
     *
     * @param window how long; positive
     * @return this
     */
    public SessionAssert isQuiet(Duration window) {
        await(Conditions.idle(window), "to be quiet for " + Lengths.cut(window).toMillis() + " ms");
        return this;
    }

    /**
     * The session is quiet for half a second: neither output nor input. One that has ended is quiet.
     *
     * @return this
     */
    public SessionAssert isQuiet() {
        return isQuiet(QUIET);
    }

    /**
     * Every frame so far passes: each whole screen that the engine saw, from the start or as far back as the recording
     * goes; a synchronized update is one frame. Does not wait. The session must be recorded by a {@link Recorder}.
     *
     * @param assertions any; the first frame that fails is shown
     * @return this
     * @throws IllegalStateException if the session is not recorded
     */
    public SessionAssert everyFrame(Consumer<? super Screen> assertions) {
        SessionLog log = log();
        return checked(
                "to pass an assertion in every frame",
                () -> log.recording()
                        .frames()
                        .flatMap(frame -> failure(frame, assertions).stream())
                        .findFirst());
    }

    /**
     * A frame since the last input passes, or one that comes: a whole screen that the engine saw, also one that was shown so
     * briefly that {@link #eventually} may miss it. A synchronized update is one frame. The session must be recorded by a
     * {@link Recorder}.
     *
     * @param assertions any; an {@link AssertionError} or an exception means: not this one
     * @return this
     * @throws IllegalStateException if the session is not recorded
     */
    public SessionAssert frame(Consumer<? super Screen> assertions) {
        FrameSearch search = new FrameSearch(log(), actual.lastInputMark().outputOffset(), assertions);
        await(
                Conditions.screen("a frame that passes", screen -> search.look()),
                "to show a frame that passes",
                search::lastFailure,
                Optional::empty);
        return this;
    }

    private SessionLog log() {
        return Logs.of(actual)
                .orElseThrow(() -> new IllegalStateException(
                        actual + " is not recorded: give a Recorder to Wsh.Builder.observer before it is started"));
    }

    private static Optional<String> failure(Recording.Frame frame, Consumer<? super Screen> assertions) {
        try {
            assertions.accept(frame.screen());
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of("the frame at " + Failures.readable(frame.at()) + " did not: " + e.getMessage() + "\n"
                    + Blocks.frame(frame.screen()) + "the screen now:");
        }
    }

    /**
     * Waits for the end, and checks that the program has left the terminal as a shell wants to find it: the main screen, a
     * cursor that is shown, and no reports of mouse and focus, no bracketed paste and no application keys.
     *
     * @return this
     */
    public SessionAssert leftTheTerminalClean() {
        String expected = "to leave the terminal clean";
        await(Conditions.exited(), expected);
        return checked(expected, () -> {
            List<String> left = Leftovers.of(actual.screen());
            return left.isEmpty() ? Optional.empty() : Optional.of("it left " + String.join(", ", left));
        });
    }

    /**
     * A row has a text, trailing blanks aside.
     *
     * @param row from 0
     * @return what it is compared with
     */
    public RowAssert row(int row) {
        return new RowAssert(this, row);
    }

    /**
     * The screen is as the test's golden file says, or comes to be so; see {@link Golden}. A file that is missing is written
     * once the session is quiet, unless {@link Golden.Mode} says otherwise.
     *
     * @return this
     * @throws IllegalStateException if the session belongs to no test with {@link WshTest}
     */
    public SessionAssert matchesScreen() {
        return matchesScreen(Golden.screen());
    }

    /**
     * Like {@link #matchesScreen()}, with one of several files of the test.
     *
     * @param name see {@link Golden#named}
     * @return this
     * @throws IllegalStateException if the session belongs to no test with {@link WshTest}
     */
    public SessionAssert matchesScreen(String name) {
        return matchesScreen(Golden.named(name));
    }

    /**
     * Like {@link #matchesScreen()}, with a choice of file and of what counts.
     *
     * @param golden what is expected
     * @return this
     * @throws IllegalStateException if it needs a test to name it, and the session belongs to none with {@link WshTest}
     */
    public SessionAssert matchesScreen(Golden golden) {
        new GoldenMatch(golden, GoldenFiles.of(actual)).of(this);
        return this;
    }

    /**
     * Assertions hold on one screen, all of them on the same. They are tried on each new screen; the last failure is the one
     * that is shown.
     *
     * @param assertions any; an {@link AssertionError} or an exception means: not yet
     * @return this
     */
    public SessionAssert eventually(Consumer<? super Screen> assertions) {
        AtomicReference<@Nullable Throwable> last = new AtomicReference<>();
        Condition<Screen> condition = Conditions.screen("a screen that passes", screen -> {
            try {
                assertions.accept(screen);
                return true;
            } catch (AssertionError | RuntimeException e) {
                last.set(e);
                return false;
            }
        });
        await(
                condition,
                "to pass an assertion on one screen",
                () -> Optional.ofNullable(last.get()).map(Throwable::getMessage),
                () -> Optional.ofNullable(last.get()));
        return this;
    }

    /**
     * All of several assertions hold on one screen. If they never do, those that failed on the last screen are shown
     * together.
     *
     * @param assertions about one screen
     * @return this
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final SessionAssert all(Consumer<? super ScreenAssert>... assertions) {
        List<Consumer<? super ScreenAssert>> each = List.of(assertions);
        AtomicReference<List<String>> wrong = new AtomicReference<>(List.of());
        await(
                Conditions.screen("a screen that passes " + each.size() + " assertions", screen -> {
                    wrong.set(new ScreenAssert(screen).failures(each));
                    return wrong.get().isEmpty();
                }),
                "to pass " + each.size() + " assertions on one screen",
                () -> Optional.of(wrong.get().size() + " failed\n" + String.join("\n", wrong.get())),
                Optional::empty);
        return this;
    }

    /**
     * A condition holds.
     *
     * @param condition any
     * @return this
     */
    public SessionAssert satisfies(Condition<?> condition) {
        await(condition, "to satisfy a condition");
        return this;
    }

    /**
     * Waits for a condition, and fails with what was expected.
     *
     * @param condition what must come true
     * @param expected what was expected, as in "to show a menu"
     * @param <T> the type of its value
     * @return its value
     * @throws AssertionError if it does not come true
     */
    protected final <T> T await(Condition<T> condition, String expected) {
        return await(condition, expected, Optional::empty, Optional::empty);
    }

    final <T> T await(
            Condition<T> condition,
            String expected,
            Supplier<Optional<String>> detail,
            Supplier<Optional<Throwable>> cause) {
        long began = Logs.clock(actual);
        Pending<T> pending = actual.await(condition);
        deadline.ifPresent(pending::within);
        try {
            T value = pending.block();
            Logs.asserted(actual, expected, began, Optional.empty());
            return value;
        } catch (WshException e) {
            AssertionFailedError failure = Failures.of(actual, expected, detail.get(), e);
            cause.get().ifPresent(failure::addSuppressed);
            Logs.asserted(actual, expected, began, Optional.of(String.valueOf(failure.getMessage())));
            throw failure;
        }
    }

    /** Checks without waiting; what is wrong is the check's answer. */
    final SessionAssert checked(String expected, Supplier<Optional<String>> check) {
        long began = Logs.clock(actual);
        Optional<AssertionFailedError> failure = check.get().map(wrong -> Failures.of(actual, expected, wrong));
        Logs.asserted(actual, expected, began, failure.map(Throwable::getMessage));
        if (failure.isPresent()) {
            throw failure.get();
        }
        return this;
    }

    final Optional<Duration> deadline() {
        return deadline;
    }

    static Pattern literal(String text) {
        return Pattern.compile(Pattern.quote(text));
    }
}
