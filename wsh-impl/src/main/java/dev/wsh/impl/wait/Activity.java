package dev.wsh.impl.wait;

/**
 * When a session was last touched, and how often. Times are nanoseconds since the session's creation.
 *
 * <p>Confined to the session's lock.
 */
public final class Activity {

    private long generation;
    private long outputOffset;
    private long lastTouch;
    private long quietSince;
    private long lastOutput;
    private long lastInput;

    /** Creates the activity of a session that begins now. */
    public Activity() {}

    /**
     * Notes a piece of output.
     *
     * @param now the time
     * @param bytes its length
     */
    public void output(long now, int bytes) {
        touch(now);
        outputOffset += bytes;
        lastOutput = generation;
    }

    /**
     * Notes an input.
     *
     * @param now the time
     */
    public void input(long now) {
        touch(now);
        lastInput = generation;
    }

    /**
     * Notes a resize or a signal.
     *
     * @param now the time
     */
    public void touch(long now) {
        generation++;
        lastTouch = now;
        quietSince = now;
    }

    /**
     * Notes that the kernel took the last input that waited: only now can the program answer it.
     *
     * @param now the time
     */
    public void flushed(long now) {
        quietSince = now;
    }

    /** {@return the number of touches; 0 or more} */
    public long generation() {
        return generation;
    }

    /** {@return the bytes of output; 0 or more} */
    public long outputOffset() {
        return outputOffset;
    }

    /** {@return the time of the last touch; 0 if there was none} */
    public long lastTouch() {
        return lastTouch;
    }

    /** {@return since when the session is quiet, from which a quiet window counts} */
    public long quietSince() {
        return quietSince;
    }

    /** {@return whether there was output after the last input} */
    public boolean answered() {
        return lastOutput > lastInput;
    }
}
