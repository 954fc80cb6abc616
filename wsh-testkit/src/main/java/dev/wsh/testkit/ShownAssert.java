package dev.wsh.testkit;

import dev.wsh.Color;
import dev.wsh.Conditions;
import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.Style;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Text that was found, and what it must look like. Each further demand narrows the search, and waits. */
public final class ShownAssert extends SessionAssert {

    private final SessionAssert session;
    private final Filter filter;

    /** Finds all candidates on a screen. */
    interface Finder {
        List<Match> find(Screen screen);
    }

    private record Filter(String expected, Finder finder) {}

    ShownAssert(SessionAssert session, String expected, Finder finder) {
        super(session.actual());
        session.deadline().ifPresent(super::atMost);
        this.session = session;
        this.filter = new Filter(expected, finder);
    }

    @Override
    public ShownAssert atMost(Duration limit) {
        super.atMost(limit);
        return this;
    }

    /** {@return the first text that meets all demands, and its cells} */
    public Match match() {
        return await(
                Conditions.found(
                        filter.expected,
                        screen -> filter.finder.find(screen).stream().findFirst()),
                filter.expected);
    }

    /**
     * Every cell of the text has a foreground.
     *
     * @param color as the program set it
     * @return this, for the same text
     */
    public ShownAssert inForeground(Color color) {
        return styled("in foreground " + Styles.name(color), style -> style.fg().equals(color));
    }

    /**
     * Every cell of the text has a background.
     *
     * @param color as the program set it
     * @return this, for the same text
     */
    public ShownAssert onBackground(Color color) {
        return styled("on background " + Styles.name(color), style -> style.bg().equals(color));
    }

    /**
     * Every cell of the text is bold.
     *
     * @return this, for the same text
     */
    public ShownAssert bold() {
        return styled("in bold", Style::bold);
    }

    /**
     * Every cell of the text is inverse.
     *
     * @return this, for the same text
     */
    public ShownAssert inverse() {
        return styled("inverse", Style::inverse);
    }

    /**
     * Every cell of the text has a style.
     *
     * @param what the style in words, as in "underlined"
     * @param test the style
     * @return this, for the same text
     */
    public ShownAssert styled(String what, Predicate<? super Style> test) {
        return narrowed(what, match -> Styles.of(match).stream().allMatch(test));
    }

    /**
     * The text begins in a row.
     *
     * @param row from 0
     * @return this, for the same text
     */
    public ShownAssert inRow(int row) {
        return narrowed("in row " + row, match -> match.region().row() == row);
    }

    /**
     * Every cell of the text is inside a region.
     *
     * @param region where
     * @return this, for the same text
     */
    public ShownAssert within(Region region) {
        return narrowed(
                "within " + region,
                match -> Styles.cells(match).stream().allMatch(cell -> region.contains(cell.row(), cell.col())));
    }

    private ShownAssert narrowed(String what, Predicate<Match> test) {
        Filter before = filter;
        ShownAssert next = new ShownAssert(
                session,
                before.expected + " " + what,
                screen -> before.finder.find(screen).stream().filter(test).toList());
        AtomicReference<@Nullable Screen> last = new AtomicReference<>();
        next.await(
                Conditions.found(next.filter.expected, screen -> {
                    last.set(screen);
                    return next.filter.finder.find(screen).stream().findFirst();
                }),
                next.filter.expected,
                () -> Optional.ofNullable(last.get()).flatMap(screen -> Styles.candidates(before.finder.find(screen))),
                Optional::empty);
        return next;
    }
}
