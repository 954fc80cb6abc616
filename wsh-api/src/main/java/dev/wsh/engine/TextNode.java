package dev.wsh.engine;

import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Style;
import dev.wsh.TextCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * See {@link dev.wsh.Conditions#text(String)}, {@link dev.wsh.Conditions#visible(String)} and {@link TextCondition}.
 *
 * @param pattern searched in each logical line; with {@link Pattern#LITERAL} for a plain text
 * @param lasting true if the text counts from when it was first shown; false if it must stand on the screen
 * @param styles what the style of each cell of the match has to pass
 * @param regions where each cell of the match has to be
 * @param after at least one cell of the match was written after this
 * @param isNotEcho at least one cell of the match is no echo of what was typed
 */
public record TextNode(
        Pattern pattern,
        boolean lasting,
        List<Predicate<? super Style>> styles,
        List<Region> regions,
        Optional<Mark> after,
        boolean isNotEcho)
        implements ConditionTree<Match>, TextCondition {

    private static final int MOST_OF_A_TEXT = 500;

    /** Checks the parts and copies the lists. */
    public TextNode {
        Objects.requireNonNull(pattern, "regex");
        styles = List.copyOf(styles);
        regions = List.copyOf(regions);
        Objects.requireNonNull(after, "after");
    }

    /**
     * Creates the form of {@link dev.wsh.Conditions#text(Pattern)} and {@link dev.wsh.Conditions#visible(Pattern)}.
     *
     * @param pattern searched in each logical line
     * @param lasting true if the text counts from when it was first shown
     */
    public TextNode(Pattern pattern, boolean lasting) {
        this(pattern, lasting, List.of(), List.of(), Optional.empty(), /* isNotEcho= */ false);
    }

    /**
     * Creates the form of {@link dev.wsh.Conditions#text(String)} and {@link dev.wsh.Conditions#visible(String)}.
     *
     * @param text searched in each logical line
     * @param lasting true if the text counts from when it was first shown
     * @throws IllegalArgumentException if no line can contain the text
     */
    public TextNode(String text, boolean lasting) {
        this(Pattern.compile(Checks.requireText(text), Pattern.LITERAL), lasting);
    }

    /** {@return whether the pattern is a plain text, whose case matters} */
    public boolean isPlain() {
        return pattern.flags() == Pattern.LITERAL;
    }

    @Override
    public TextCondition styled(Predicate<? super Style> style) {
        List<Predicate<? super Style>> all = new ArrayList<>(styles);
        all.add(Objects.requireNonNull(style, "style"));
        return new TextNode(pattern, lasting, all, regions, after, isNotEcho);
    }

    @Override
    public TextCondition in(Region region) {
        List<Region> all = new ArrayList<>(regions);
        all.add(Objects.requireNonNull(region, "region"));
        return new TextNode(pattern, lasting, styles, all, after, isNotEcho);
    }

    @Override
    public TextCondition ignoringCase() {
        int flags = pattern.flags() | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        Pattern wider = Pattern.compile(pattern.pattern(), flags);
        return new TextNode(wider, lasting, styles, regions, after, isNotEcho);
    }

    @Override
    public TextCondition notEcho() {
        return new TextNode(pattern, lasting, styles, regions, after, /* isNotEcho= */ true);
    }

    @Override
    public TextCondition since(Mark mark) {
        Objects.requireNonNull(mark, "mark");
        Mark newest = after.filter(known -> known.compareTo(mark) > 0).orElse(mark);
        return new TextNode(pattern, lasting, styles, regions, Optional.of(newest), isNotEcho);
    }

    @Override
    public <R> R accept(ConditionVisitor<R> visitor) {
        return visitor.text(this);
    }

    @Override
    public String toString() {
        boolean literal = (pattern.flags() & Pattern.LITERAL) != 0;
        StringBuilder out = new StringBuilder(lasting ? "text " : "visible ");
        out.append(
                literal
                        ? Printable.quoted(pattern.pattern(), MOST_OF_A_TEXT)
                        : "/" + Printable.line(pattern.pattern(), MOST_OF_A_TEXT) + "/");
        out.append((pattern.flags() & Pattern.CASE_INSENSITIVE) != 0 ? " in any case" : "");
        out.append(styles.isEmpty() ? "" : " of a style");
        regions.forEach(region -> out.append(" in ").append(region));
        out.append(isNotEcho ? " not in the echo" : "");
        after.ifPresent(mark -> out.append(" since ").append(mark));
        return out.toString();
    }
}
