package dev.wsh.impl.pty;

import dev.wsh.SpawnException;

/** Makes {@link SpawnException}s, all of one form. */
final class SpawnErrors {
    private SpawnErrors() {}

    static SpawnException of(int errno, String executable, String message) {
        return new SpawnException(message, executable, errno, null);
    }
}
