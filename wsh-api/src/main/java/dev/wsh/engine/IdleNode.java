package dev.wsh.engine;

import dev.wsh.Condition;
import dev.wsh.Idle;
import dev.wsh.Mark;
import dev.wsh.Region;
import dev.wsh.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * @param around what is asked around it
 */
public record IdleNode(
        Duration window,
        boolean isFresh,
        Optional<Mark> after,
        boolean needsOutput,
        boolean visibleOnly,
        List<Region> ignoredRegions,
        List<Pattern> ignoredText,
        boolean noCpu,
        Around around)
        implements ConditionTree<Settled>, Idle {

    /** Checks the window and copies the lists. */
    public IdleNode {
        window = Checks.requirePositive("quiet window", window);
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(around, "around");
        ignoredRegions = List.copyOf(ignoredRegions);
        ignoredText = List.copyOf(ignoredText);
    }

    /**
     * Creates the plain form.
     *
     * @param window positive
     */
    public IdleNode(Duration window) {
        this(window, false, Optional.empty(), false, false, List.of(), List.of(), false, Around.NOTHING);
    }

    @Override
    public Idle fromNow() {
        return new IdleNode(window, true, after, needsOutput, visibleOnly, ignoredRegions, ignoredText, noCpu, around);
    }

    @Override
    public Idle since(Mark mark) {
        return new IdleNode(
                window,
                isFresh,
                Optional.of(Objects.requireNonNull(mark, "mark")),
                needsOutput,
                visibleOnly,
                ignoredRegions,
                ignoredText,
                noCpu,
                around);
    }

    @Override
    public Idle afterOutput() {
        return new IdleNode(window, isFresh, after, true, visibleOnly, ignoredRegions, ignoredText, noCpu, around);
    }

    @Override
    public Idle byVisibleChange() {
        return new IdleNode(window, isFresh, after, needsOutput, true, ignoredRegions, ignoredText, noCpu, around);
    }

    @Override
    public Idle ignoring(Region... regions) {
        List<Region> all = new ArrayList<>(ignoredRegions);
        all.addAll(Checks.requireAll("regions", regions));
        return new IdleNode(window, isFresh, after, needsOutput, true, all, ignoredText, noCpu, around);
    }

    @Override
    public Idle ignoring(Pattern text) {
        List<Pattern> all = new ArrayList<>(ignoredText);
        all.add(Objects.requireNonNull(text, "text"));
        return new IdleNode(window, isFresh, after, needsOutput, true, ignoredRegions, all, noCpu, around);
    }

    @Override
    public Idle computingNothing() {
        return new IdleNode(
                window, isFresh, after, needsOutput, visibleOnly, ignoredRegions, ignoredText, true, around);
    }

    @Override
    public <V> V accept(ConditionVisitor<V> visitor) {
        return visitor.quiet(this);
    }

    @Override
    public Idle holding(Duration unbroken) {
        Duration longer = Checks.requirePositive("holding time", Objects.requireNonNull(unbroken, "unbroken"));
        Duration both = Durations.cut(around.unbroken().map(longer::plus).orElse(longer));
        return with(new Around(around.name(), Optional.of(both), around.hopeless()));
    }

    @Override
    public Idle unless(Condition<?> hopeless) {
        Objects.requireNonNull(hopeless, "hopeless");
        ConditionTree<?> either = around.hopeless()
                .<ConditionTree<?>>map(known -> new ConditionTree.FirstOf<>(List.of(known, hopeless)))
                .orElse(ConditionTree.of(hopeless));
        return with(new Around(around.name(), around.unbroken(), Optional.of(either)));
    }

    @Override
    public Idle named(String what) {
        Objects.requireNonNull(what, "what");
        return with(new Around(Optional.of(what), around.unbroken(), around.hopeless()));
    }

    private IdleNode with(Around other) {
        return new IdleNode(
                window, isFresh, after, needsOutput, visibleOnly, ignoredRegions, ignoredText, noCpu, other);
    }

    @Override
    public String toString() {
        return around.name().orElseGet(this::describeWindow);
    }

    private String describeWindow() {
        StringBuilder out = new StringBuilder(isFresh ? "quiet from now on for " : "quiet for ");
        out.append(window.toMillis()).append(" ms");
        after.ifPresent(mark -> out.append(" with activity after ").append(mark));
        out.append(needsOutput ? " after output" : "").append(visibleOnly ? " of visible change" : "");
        out.append(noCpu ? " and CPU" : "");
        around.unbroken()
                .ifPresent(time ->
                        out.append(", held for ").append(time.toMillis()).append(" ms"));
        around.hopeless().ifPresent(other -> out.append(" unless ").append(other.describe()));
        return out.toString();
    }

    /**
     * What is asked around an idle, so that it stays an idle.
     *
     * @param name its name in failures
     * @param unbroken how long it must hold
     * @param hopeless what makes it hopeless
     */
    public record Around(Optional<String> name, Optional<Duration> unbroken, Optional<ConditionTree<?>> hopeless) {
        /** Nothing. */
        public static final Around NOTHING = new Around(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
