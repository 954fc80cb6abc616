package dev.wsh.impl.wait;

import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole frames of a session: the newest, and for waits those since the last look.
 *
 * <p>Confined to the session's lock.
 */
public final class Frames {

    /** So many frames of one piece of output, or that a slow function of the user's has to see yet, are kept. */
    static final int MOST = 256;

    private @Nullable WholeFrame newest;
    private List<WholeFrame> taken = new ArrayList<>();
    private boolean collects;
    private long number;
    private long cut;

    /** Creates the frames of a session that has drawn none. */
    public Frames() {}

    /**
     * Notes a frame that has just ended.
     *
     * @param end where
     * @param screen at its end
     */
    public void whole(SessionMark end, ScreenSnapshot screen) {
        WholeFrame frame = new WholeFrame(++number, end, screen);
        newest = frame;
        if (collects) {
            add(taken, frame);
        }
    }

    /** Adds a frame to those that somebody has to look at yet, which are bounded. */
    static void add(List<WholeFrame> frames, WholeFrame frame) {
        if (frames.size() >= MOST) {
            frames.remove(0);
        }
        frames.add(frame);
    }

    /** Notes a frame that was shown before its end, or has none. */
    public void cut() {
        cut++;
    }

    /** Says whether frames are kept for {@link #take}. */
    void collect(boolean on) {
        collects = on;
        taken = new ArrayList<>();
    }

    /** Returns the frames that ended since the last call, oldest first. */
    List<WholeFrame> take() {
        if (taken.isEmpty()) {
            return List.of();
        }
        List<WholeFrame> frames = taken;
        taken = new ArrayList<>();
        return frames;
    }

    /** Returns the newest frame. */
    Optional<WholeFrame> newest() {
        return Optional.ofNullable(newest);
    }

    /** Returns how many frames were no whole ones. */
    long cuts() {
        return cut;
    }
}
