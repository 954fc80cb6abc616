package dev.wsh;

/**
 * A race with a memory: each outcome is given once. A member that was reported quiet is reported again only after new
 * activity; one that ended is reported once, also if it ended before the cursor was made and is still in
 * {@link SessionGroup#ended}. A member that the user closes leaves without a report.
 *
 * <p>An outcome is taken when a pending completes, by one caller only; a pending that is cancelled or times out takes none.
 *
 * <p>Thread-safe.
 */
public interface GroupCursor extends Race {

    /**
     * Tells whether nothing more can come: no live member, and no ended one that was not reported yet.
     *
     * @return true if so; a member may still join later
     */
    boolean isDrained();
}
