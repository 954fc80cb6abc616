package dev.wsh.impl.run;

import java.nio.ByteBuffer;

/** Looks at a session's output on its way to the terminal's engine. All methods are called with the session's lock held. */
public interface Tap {

    /**
     * Looks at bytes that will be handed on when this returns.
     *
     * @param bytes what came; must be left as it is
     * @return how many of them to hand on before {@link #passed}; at least 1
     */
    int look(ByteBuffer bytes);

    /** The bytes that the last {@link #look} named are on the screen. */
    void passed();

    /** Something happened: output, input, a resize, a signal, the end. Must be quick. */
    void touched();
}
