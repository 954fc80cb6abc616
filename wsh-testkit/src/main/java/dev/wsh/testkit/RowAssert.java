package dev.wsh.testkit;

import dev.wsh.Conditions;
import dev.wsh.Screen;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Assertions about a row of a session's screen; trailing blanks don't count. Each waits. */
public final class RowAssert {

    private final SessionAssert session;
    private final int row;

    RowAssert(SessionAssert session, int row) {
        this.session = session;
        this.row = row;
    }

    /**
     * The row has exactly this text.
     *
     * @param text the text
     * @return the session's assertions
     */
    public SessionAssert isEqualTo(String text) {
        return check("to have " + Quote.text(text), text::equals, line -> Diffs.text(text, line));
    }

    /**
     * The row contains a text.
     *
     * @param text the text
     * @return the session's assertions
     */
    public SessionAssert contains(String text) {
        return check(
                "to contain " + Quote.text(text), line -> line.contains(text), line -> "it was " + Quote.text(line));
    }

    /**
     * The whole row matches.
     *
     * @param regex what it must match
     * @return the session's assertions
     */
    public SessionAssert matches(Pattern regex) {
        return check("to match " + regex, line -> regex.matcher(line).matches(), line -> "it was " + Quote.text(line));
    }

    /**
     * The row is blank.
     *
     * @return the session's assertions
     */
    public SessionAssert isBlank() {
        return check("to be blank", String::isBlank, line -> "it was " + Quote.text(line));
    }

    private SessionAssert check(String expected, Predicate<String> test, Function<String, String> difference) {
        AtomicReference<@Nullable Screen> last = new AtomicReference<>();
        String what = "row " + row + " " + expected;
        session.await(
                Conditions.screen(what, screen -> {
                    last.set(screen);
                    return row >= 0 && row < screen.rows() && test.test(screen.line(row));
                }),
                "to have a screen with " + what,
                () -> Optional.ofNullable(last.get())
                        .map(screen -> row >= 0 && row < screen.rows()
                                ? difference.apply(screen.line(row))
                                : "there are only rows 0 to " + (screen.rows() - 1)),
                Optional::empty);
        return session;
    }
}
