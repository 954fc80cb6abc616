package dev.wsh.engine;

import dev.wsh.Condition;
import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.ProcessInfo;
import dev.wsh.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The closed set of conditions: one record for each factory and each combinator. An engine interprets the records, so
 * that it can search only what has changed.
 *
 * @param <T> the type of the value
 */
public sealed interface ConditionTree<T> extends Condition<T>
        permits TextNode,
                IdleNode,
                FrameNode,
                ConditionTree.Gone,
                ConditionTree.Exited,
                ConditionTree.CursorAt,
                ConditionTree.AlternateScreen,
                ConditionTree.Title,
                ConditionTree.Bell,
                ConditionTree.EchoOff,
                ConditionTree.Foreground,
                ConditionTree.Found,
                ConditionTree.FirstOf,
                ConditionTree.AllOf,
                ConditionTree.And,
                ConditionTree.Not,
                ConditionTree.Mapped,
                ConditionTree.Holding,
                ConditionTree.Since,
                ConditionTree.Unless,
                ConditionTree.Named {

    /** How much of a description is shown. */
    int MOST_SHOWN = 2_000;

    /**
     * Describes the condition in words, for failures, on one line: its {@code toString}, which each node has of its own.
     *
     * @return a phrase
     */
    default String describe() {
        return Printable.line(toString(), MOST_SHOWN);
    }

    /** What a condition has of {@link dev.wsh.Conditions#frame frames}, which are moments and not states. */
    enum Frames {
        /** It has none. */
        NONE,
        /** A part of it is true of a frame, another of something else. */
        SOME,
        /** It is true of frames alone, of each at most once. */
        ONLY
    }

    /** {@return whether this is true of frames} */
    default Frames frames() {
        return Frames.NONE;
    }

    /**
     * Hands this node to a visitor, by its kind.
     *
     * @param visitor what handles each kind
     * @param <R> what the visitor gives
     * @return what the visitor gave
     */
    <R> R accept(ConditionVisitor<R> visitor);

    /**
     * Returns a condition as a node of the tree.
     *
     * @param condition any condition
     * @param <T> the type of its value
     * @return the same object
     */
    static <T> ConditionTree<T> of(Condition<T> condition) {
        Objects.requireNonNull(condition, "condition");
        return (ConditionTree<T>) condition;
    }

    @Override
    default <U> Condition<T> and(Condition<U> other) {
        return new And<>(this, of(Objects.requireNonNull(other, "other")));
    }

    @Override
    default Condition<T> or(Condition<? extends T> other) {
        return new FirstOf<>(List.of(this, Objects.requireNonNull(other, "other")));
    }

    @Override
    default Condition<Screen> negate() {
        return new Not(this);
    }

    @Override
    default <R> Condition<R> map(Function<? super T, ? extends R> f) {
        return new Mapped<>(this, Objects.requireNonNull(f, "f"));
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
        return new Unless<>(this, of(Objects.requireNonNull(hopeless, "hopeless")));
    }

    @Override
    default Condition<T> named(String what) {
        return new Named<>(this, Objects.requireNonNull(what, "what"));
    }

    private static String describeAll(List<? extends Condition<?>> parts, String separator) {
        return parts.stream().map(part -> of(part).describe()).collect(Collectors.joining(separator));
    }

    private static void refuseFrames(String where, List<? extends Condition<?>> parts) {
        for (Condition<?> part : parts) {
            if (of(part).frames() != Frames.NONE) {
                throw new IllegalArgumentException("a frame is a moment, and \"" + where
                        + "\" asks for what lasts; put the other conditions inside, as in frame(a.and(b)): "
                        + of(part).describe());
            }
        }
    }

    private static void requireOwn(List<? extends Condition<?>> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no condition is given");
        }
        parts.forEach(ConditionTree::of);
    }

    /**
     * See {@link dev.wsh.Conditions#gone(String)}.
     *
     * @param text not empty
     */
    record Gone(String text) implements ConditionTree<Screen> {
        /** Checks the text. */
        public Gone {
            Checks.requireText(text);
        }

        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.gone(this);
        }

        @Override
        public String toString() {
            return "\"" + text + "\" gone";
        }
    }

    /** See {@link dev.wsh.Conditions#exited()}. */
    record Exited() implements ConditionTree<ExitStatus> {
        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.exited(this);
        }

        @Override
        public String toString() {
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
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.cursorAt(this);
        }

        @Override
        public String toString() {
            return "cursor at row " + row + ", column " + col;
        }
    }

    /** See {@link dev.wsh.Conditions#alternateScreen()}. */
    record AlternateScreen() implements ConditionTree<Screen> {
        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.alternateScreen(this);
        }

        @Override
        public String toString() {
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
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.title(this);
        }

        @Override
        public String toString() {
            return "title /" + regex + "/";
        }
    }

    /** See {@link dev.wsh.Conditions#bell()}. */
    record Bell() implements ConditionTree<Screen> {
        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.bell(this);
        }

        @Override
        public String toString() {
            return "bell";
        }
    }

    /** See {@link dev.wsh.Conditions#echoOff()}. */
    record EchoOff() implements ConditionTree<Screen> {
        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.echoOff(this);
        }

        @Override
        public String toString() {
            return "echo off";
        }
    }

    /**
     * See {@link dev.wsh.Conditions#foreground}.
     *
     * @param program the file name of the program, without a path
     */
    record Foreground(String program) implements ConditionTree<ProcessInfo> {
        /** Checks the name. */
        public Foreground {
            if (program.isBlank() || program.indexOf('/') >= 0) {
                throw new IllegalArgumentException("\"" + program
                        + "\" is not the name of a program; give it as ps shows it, without a path and arguments");
            }
        }

        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.foreground(this);
        }

        @Override
        public String toString() {
            return program + " in the foreground";
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
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.found(this);
        }

        @Override
        public String toString() {
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
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.firstOf(this);
        }

        @Override
        public Frames frames() {
            List<Frames> all =
                    parts.stream().map(part -> of(part).frames()).distinct().toList();
            return all.size() == 1 ? all.get(0) : Frames.SOME;
        }

        @Override
        public String toString() {
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
            refuseFrames("allOf", parts);
        }

        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.allOf(this);
        }

        @Override
        public String toString() {
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
        /** Checks the parts. */
        public And {
            refuseFrames("and", List.of(first, second));
        }

        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.and(this);
        }

        @Override
        public String toString() {
            return "(" + first.describe() + " and " + second.describe() + ")";
        }
    }

    /**
     * See {@link Condition#negate}.
     *
     * @param source must not hold
     */
    record Not(ConditionTree<?> source) implements ConditionTree<Screen> {
        /** Checks the condition. */
        public Not {
            refuseFrames("negate", List.of(source));
        }

        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.not(this);
        }

        @Override
        public String toString() {
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
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.mapped(this);
        }

        @Override
        public Frames frames() {
            return source.frames();
        }

        @Override
        public String toString() {
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
            unbroken = Checks.requirePositive("holding time", Objects.requireNonNull(unbroken, "unbroken"));
            refuseFrames("holding", List.of(source));
        }

        @Override
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.holding(this);
        }

        @Override
        public String toString() {
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
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.since(this);
        }

        @Override
        public Frames frames() {
            return source.frames();
        }

        @Override
        public String toString() {
            return source.describe() + " since " + mark;
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
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.unless(this);
        }

        @Override
        public Frames frames() {
            return source.frames() == Frames.NONE && hopeless.frames() != Frames.NONE ? Frames.SOME : source.frames();
        }

        @Override
        public String toString() {
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
        public <V> V accept(ConditionVisitor<V> visitor) {
            return visitor.named(this);
        }

        @Override
        public Frames frames() {
            return source.frames();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
