package dev.wsh.spi;

import dev.wsh.Condition;
import dev.wsh.ExitStatus;
import dev.wsh.Idle;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The closed set of conditions: one record for each factory and each combinator. An engine interprets the records, so
 * that it can search only what has changed. A {@link Condition} that is none of these is refused.
 *
 * @param <T> the type of the value
 */
public sealed interface ConditionTree<T> extends Condition<T> {

    /**
     * Describes the condition in words, for failures.
     *
     * @return a phrase
     */
    String describe();

    /**
     * Returns a condition as a node of the tree.
     *
     * @param condition any condition
     * @param <T> the type of its value
     * @return the same object
     * @throws IllegalArgumentException if it is not one of this library's
     */
    static <T> ConditionTree<T> of(Condition<T> condition) {
        Objects.requireNonNull(condition, "condition");
        if (condition instanceof ConditionTree<T> node) {
            return node;
        }
        throw new IllegalArgumentException(
                "a Condition of another origin (" + condition.getClass().getName() + "); use Conditions.found");
    }

    @Override
    default <U> Condition<T> and(Condition<U> other) {
        return new And<>(this, of(other));
    }

    @Override
    default Condition<T> or(Condition<? extends T> other) {
        return new FirstOf<>(List.of(this, other));
    }

    @Override
    default Condition<Screen> negate() {
        return new Not(this);
    }

    @Override
    default <R> Condition<R> map(Function<? super T, ? extends R> f) {
        return new Mapped<>(this, f);
    }

    @Override
    default Condition<T> holding(Duration unbroken) {
        return new Holding<>(this, unbroken);
    }

    @Override
    default Condition<T> since(Mark mark) {
        return new Since<>(this, mark);
    }

    @Override
    default Condition<T> unless(Condition<?> hopeless) {
        return new Unless<>(this, of(hopeless));
    }

    @Override
    default Condition<T> named(String what) {
        return new Named<>(this, what);
    }

    private static String requireText(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the text to look for is empty");
        }
        return text;
    }

    private static Duration requirePositive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " " + time + " is not positive");
        }
        return time;
    }

    private static String describeAll(List<? extends Condition<?>> parts, String separator) {
        return parts.stream().map(part -> of(part).describe()).collect(Collectors.joining(separator));
    }

    private static void requireOwn(List<? extends Condition<?>> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no condition is given");
        }
        parts.forEach(ConditionTree::of);
    }

    /**
     * See {@link dev.wsh.Conditions#text(String)}.
     *
     * @param text not empty
     */
    record Text(String text) implements ConditionTree<Match> {
        /** Checks the text. */
        public Text {
            requireText(text);
        }

        @Override
        public String describe() {
            return "text \"" + text + "\"";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#text(Pattern)}.
     *
     * @param regex searched in each logical line
     */
    record TextPattern(Pattern regex) implements ConditionTree<Match> {
        /** Checks the pattern. */
        public TextPattern {
            Objects.requireNonNull(regex, "regex");
        }

        @Override
        public String describe() {
            return "text /" + regex + "/";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#visible(String)}.
     *
     * @param text not empty
     */
    record Visible(String text) implements ConditionTree<Match> {
        /** Checks the text. */
        public Visible {
            requireText(text);
        }

        @Override
        public String describe() {
            return "visible \"" + text + "\"";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#visible(Pattern)}.
     *
     * @param regex searched in each logical line
     */
    record VisiblePattern(Pattern regex) implements ConditionTree<Match> {
        /** Checks the pattern. */
        public VisiblePattern {
            Objects.requireNonNull(regex, "regex");
        }

        @Override
        public String describe() {
            return "visible /" + regex + "/";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#gone(String)}.
     *
     * @param text not empty
     */
    record Gone(String text) implements ConditionTree<Screen> {
        /** Checks the text. */
        public Gone {
            requireText(text);
        }

        @Override
        public String describe() {
            return "\"" + text + "\" gone";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#idle(Duration)} and {@link Idle}.
     *
     * @param window positive
     * @param isFresh a full window from the call
     * @param after at least one activity newer than this
     * @param needsOutput at least one output newer than the last input
     * @param visibleOnly counts from the last visible change
     * @param ignoredRegions not looked at for visible changes
     * @param ignoredText not looked at for visible changes
     * @param noCpu the processes use no CPU time
     */
    record Quiet(
            Duration window,
            boolean isFresh,
            Optional<Mark> after,
            boolean needsOutput,
            boolean visibleOnly,
            List<Region> ignoredRegions,
            List<Pattern> ignoredText,
            boolean noCpu)
            implements ConditionTree<Settled>, Idle {

        /** Checks the window and copies the lists. */
        public Quiet {
            requirePositive("quiet window", window);
            Objects.requireNonNull(after, "after");
            ignoredRegions = List.copyOf(ignoredRegions);
            ignoredText = List.copyOf(ignoredText);
        }

        /**
         * Creates the plain form.
         *
         * @param window positive
         */
        public Quiet(Duration window) {
            this(window, false, Optional.empty(), false, false, List.of(), List.of(), false);
        }

        @Override
        public Idle fromNow() {
            return new Quiet(window, true, after, needsOutput, visibleOnly, ignoredRegions, ignoredText, noCpu);
        }

        @Override
        public Idle since(Mark mark) {
            return new Quiet(
                    window, isFresh, Optional.of(mark), needsOutput, visibleOnly, ignoredRegions, ignoredText, noCpu);
        }

        @Override
        public Idle afterOutput() {
            return new Quiet(window, isFresh, after, true, visibleOnly, ignoredRegions, ignoredText, noCpu);
        }

        @Override
        public Idle byVisibleChange() {
            return new Quiet(window, isFresh, after, needsOutput, true, ignoredRegions, ignoredText, noCpu);
        }

        @Override
        public Idle ignoring(Region... regions) {
            List<Region> all = new ArrayList<>(ignoredRegions);
            all.addAll(List.of(regions));
            return new Quiet(window, isFresh, after, needsOutput, true, all, ignoredText, noCpu);
        }

        @Override
        public Idle ignoring(Pattern text) {
            List<Pattern> all = new ArrayList<>(ignoredText);
            all.add(text);
            return new Quiet(window, isFresh, after, needsOutput, true, ignoredRegions, all, noCpu);
        }

        @Override
        public Idle computingNothing() {
            return new Quiet(window, isFresh, after, needsOutput, visibleOnly, ignoredRegions, ignoredText, true);
        }

        @Override
        public String describe() {
            StringBuilder out = new StringBuilder(isFresh ? "fresh quiet for " : "quiet for ");
            out.append(window.toMillis()).append(" ms");
            after.ifPresent(
                    mark -> out.append(" with activity after generation ").append(mark.generation()));
            out.append(needsOutput ? " after output" : "").append(visibleOnly ? " of visible change" : "");
            out.append(noCpu ? " and CPU" : "");
            return out.toString();
        }
    }

    /** See {@link dev.wsh.Conditions#exited()}. */
    record Exited() implements ConditionTree<ExitStatus> {
        @Override
        public String describe() {
            return "exit";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#cursorAt}.
     *
     * @param row from 0
     * @param col from 0
     */
    record CursorAt(int row, int col) implements ConditionTree<Screen> {
        /** Checks the position. */
        public CursorAt {
            if (row < 0 || col < 0) {
                throw new IllegalArgumentException("cursor position (" + row + ", " + col + ") is negative");
            }
        }

        @Override
        public String describe() {
            return "cursor at row " + row + ", column " + col;
        }
    }

    /** See {@link dev.wsh.Conditions#alternateScreen()}. */
    record AlternateScreen() implements ConditionTree<Screen> {
        @Override
        public String describe() {
            return "alternate screen";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#title}.
     *
     * @param regex searched in the title
     */
    record Title(Pattern regex) implements ConditionTree<String> {
        /** Checks the pattern. */
        public Title {
            Objects.requireNonNull(regex, "regex");
        }

        @Override
        public String describe() {
            return "title /" + regex + "/";
        }
    }

    /** See {@link dev.wsh.Conditions#bell()}. */
    record Bell() implements ConditionTree<Screen> {
        @Override
        public String describe() {
            return "bell";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#found}.
     *
     * @param name for failures
     * @param probe the user's code; runs on the callback executor
     * @param <R> the type of what it finds
     */
    record Found<R>(String name, Function<? super Screen, Optional<R>> probe) implements ConditionTree<R> {
        /** Checks the parts. */
        public Found {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(probe, "probe");
        }

        @Override
        public String describe() {
            return name;
        }
    }

    /**
     * See {@link dev.wsh.Conditions#firstOf} and {@link Condition#or}.
     *
     * @param parts at least one; earlier ones win
     * @param <R> the common type
     */
    record FirstOf<R>(List<Condition<? extends R>> parts) implements ConditionTree<R> {
        /** Checks the parts. */
        public FirstOf {
            parts = List.copyOf(parts);
            requireOwn(parts);
        }

        @Override
        public String describe() {
            return "(" + describeAll(parts, " or ") + ")";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#allOf}.
     *
     * @param parts at least one
     */
    record AllOf(List<Condition<?>> parts) implements ConditionTree<Screen> {
        /** Checks the parts. */
        public AllOf {
            parts = List.copyOf(parts);
            requireOwn(parts);
        }

        @Override
        public String describe() {
            return "(" + describeAll(parts, " and ") + ")";
        }
    }

    /**
     * See {@link Condition#and}.
     *
     * @param first gives the value
     * @param second must hold too
     * @param <T> the type of the value
     */
    record And<T>(ConditionTree<T> first, ConditionTree<?> second) implements ConditionTree<T> {
        @Override
        public String describe() {
            return "(" + first.describe() + " and " + second.describe() + ")";
        }
    }

    /**
     * See {@link Condition#negate}.
     *
     * @param source must not hold
     */
    record Not(ConditionTree<?> source) implements ConditionTree<Screen> {
        @Override
        public String describe() {
            return "not " + source.describe();
        }
    }

    /**
     * See {@link Condition#map}.
     *
     * @param source gives the value
     * @param function converts it; the user's code, runs on the callback executor
     * @param <S> the type before
     * @param <T> the type after
     */
    record Mapped<S, T>(ConditionTree<S> source, Function<? super S, ? extends T> function)
            implements ConditionTree<T> {
        /** Checks the parts. */
        public Mapped {
            Objects.requireNonNull(function, "function");
        }

        @Override
        public String describe() {
            return source.describe();
        }
    }

    /**
     * See {@link Condition#holding}.
     *
     * @param source must hold
     * @param unbroken for so long
     * @param <T> the type of the value
     */
    record Holding<T>(ConditionTree<T> source, Duration unbroken) implements ConditionTree<T> {
        /** Checks the time. */
        public Holding {
            requirePositive("holding time", unbroken);
        }

        @Override
        public String describe() {
            return source.describe() + " for " + unbroken.toMillis() + " ms";
        }
    }

    /**
     * See {@link Condition#since}.
     *
     * @param source what must hold
     * @param mark only what is newer counts
     * @param <T> the type of the value
     */
    record Since<T>(ConditionTree<T> source, Mark mark) implements ConditionTree<T> {
        /** Checks the mark. */
        public Since {
            Objects.requireNonNull(mark, "mark");
        }

        @Override
        public String describe() {
            return source.describe() + " since generation " + mark.generation();
        }
    }

    /**
     * See {@link Condition#unless}.
     *
     * @param source what is waited for
     * @param hopeless what makes it hopeless
     * @param <T> the type of the value
     */
    record Unless<T>(ConditionTree<T> source, ConditionTree<?> hopeless) implements ConditionTree<T> {
        @Override
        public String describe() {
            return source.describe() + " unless " + hopeless.describe();
        }
    }

    /**
     * See {@link Condition#named}.
     *
     * @param source the condition
     * @param name its name in failures
     * @param <T> the type of the value
     */
    record Named<T>(ConditionTree<T> source, String name) implements ConditionTree<T> {
        /** Checks the name. */
        public Named {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String describe() {
            return name;
        }
    }
}
