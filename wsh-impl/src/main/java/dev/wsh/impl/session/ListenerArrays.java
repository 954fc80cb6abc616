package dev.wsh.impl.session;

import java.util.Arrays;

/**
 * Arrays of listeners that are replaced, never changed. Unlike a list, one without elements can be the same for all
 * sessions, so that to find that nobody listens touches no memory of the session. Stateless.
 */
final class ListenerArrays {

    private ListenerArrays() {}

    /** Returns an array with one more. */
    static <T> T[] with(T[] all, T added) {
        T[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = added;
        return more;
    }

    /** Returns an array without the first element that is equal; the same array if there is none. */
    static <T> T[] without(T[] all, T removed) {
        int at = Arrays.asList(all).indexOf(removed);
        if (at < 0) {
            return all;
        }
        T[] fewer = Arrays.copyOf(all, all.length - 1);
        System.arraycopy(all, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }
}
