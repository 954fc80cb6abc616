package dev.wsh;

/**
 * The outcomes of a group's members as they come, each given once, as by a {@link
 * java.util.concurrent.CompletionService}. A member that was reported idle is reported again only after new activity; one
 * that ended is reported once, also if it ended before this was made and is still in {@link SessionGroup#ended}. A member
 * that the user closes leaves without a report. Of a text each occurrence is an outcome, in the order in which they were
 * written, however many come between two turns; between turns nobody looks, so what is erased meanwhile, or scrolls off where
 * there is no history, is not seen.
 *
 * <p>An outcome is taken when a pending completes, by one caller only; a pending that is cancelled or times out takes none.
 *
 * <p>Thread-safe.
 */
public interface Outcomes extends Race {

    /**
     * {@return whether nothing more can come: no live member, and no ended one that was not reported yet; a member may
     * still join later}
     */
    boolean isDrained();
}
