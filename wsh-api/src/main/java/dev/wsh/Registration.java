package dev.wsh;

/** Something registered; closing it takes it back. Closing is idempotent. */
public interface Registration extends AutoCloseable {

    /** Takes the registration back; no call begins after this returns, though one may be under way. */
    @Override
    void close();
}
