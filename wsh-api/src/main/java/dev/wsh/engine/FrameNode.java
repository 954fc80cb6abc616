package dev.wsh.engine;

import java.util.Optional;

/**
 * See {@link dev.wsh.Conditions#frame}.
 *
 * @param source what is asked of each frame
 * @param <T> the type of the value
 */
public record FrameNode<T>(ConditionTree<T> source) implements ConditionTree<T> {

    /** Checks that the source is about one screen. */
    public FrameNode {
        Optional<String> other = source.accept(new OfOneScreen());
        if (other.isPresent()) {
            throw new IllegalArgumentException("a frame is one screen, and nobody can see there: " + other.get()
                    + "; put it outside of frame(...)");
        }
    }

    @Override
    public <V> V accept(ConditionVisitor<V> visitor) {
        return visitor.frame(this);
    }

    @Override
    public Frames frames() {
        return Frames.ONLY;
    }

    @Override
    public String toString() {
        return "a frame with " + source.describe();
    }
}
