package dev.wsh.engine;

/**
 * Handles every kind of condition: a kind that is added later is a compile error where it is not handled.
 *
 * @param <R> what it gives
 */
public interface ConditionVisitor<R> {

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R text(TextNode node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R gone(ConditionTree.Gone node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R quiet(IdleNode node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R exited(ConditionTree.Exited node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R frame(FrameNode<?> node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R cursorAt(ConditionTree.CursorAt node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R alternateScreen(ConditionTree.AlternateScreen node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R title(ConditionTree.Title node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R bell(ConditionTree.Bell node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R echoOff(ConditionTree.EchoOff node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R foreground(ConditionTree.Foreground node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R found(ConditionTree.Found<?> node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R firstOf(ConditionTree.FirstOf<?> node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R allOf(ConditionTree.AllOf node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R and(ConditionTree.And<?> node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R not(ConditionTree.Not node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R mapped(ConditionTree.Mapped<?, ?> node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R holding(ConditionTree.Holding<?> node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R since(ConditionTree.Since<?> node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R unless(ConditionTree.Unless<?> node);

    /**
     * Handles a node of this kind.
     *
     * @param node the node
     * @return the result
     */
    R named(ConditionTree.Named<?> node);
}
