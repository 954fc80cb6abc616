package dev.wsh.spi;

import dev.wsh.ExitStatus;
import java.nio.ByteBuffer;

/**
 * Is told what happens on a terminal. Called by one thread at a time, in order; must not block.
 *
 * <p>{@link #onExit} and {@link #onEndOfOutput} come at most once each, in either order.
 */
public interface PtyHandler {

    /**
     * The program wrote something.
     *
     * @param bytes valid during the call only
     */
    void onOutput(ByteBuffer bytes);

    /** The terminal may take input again after {@link Pty#write} took less than it was given. */
    void onWritable();

    /** No more output can come. */
    void onEndOfOutput();

    /**
     * The session's leader has ended.
     *
     * @param exit how
     */
    void onExit(ExitStatus exit);

    /**
     * The provider can't go on with this terminal; it is as good as closed. The session ends with an unknown status.
     *
     * @param cause why; logged, told by the evidence, and the cause of each {@link dev.wsh.SessionEndedException} since
     */
    void onFailure(Throwable cause);
}
