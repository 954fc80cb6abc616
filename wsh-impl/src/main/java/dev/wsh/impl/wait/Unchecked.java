package dev.wsh.impl.wait;

/** Throws what the user's code threw, as it is. */
final class Unchecked {

    private Unchecked() {}

    /** Returns an unchecked exception, to be thrown; throws an error at once. */
    static RuntimeException of(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }
}
