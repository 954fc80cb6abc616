package dev.wsh.impl;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that are unique for ever, in the form of random UUIDs (RFC 4122, version 4).
 *
 * <p>Each comes from a random one that is drawn once, and a counter that is spread over its first half: drawing each anew
 * takes a hash of random bytes, which is a twentieth of the Java part of a start. They can be guessed; nothing rests on that
 * they can't. This class is thread-safe.
 */
final class SessionIds {

    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;

    private final UUID base = UUID.randomUUID();
    private final AtomicLong count = new AtomicLong();

    String next() {
        long spread = spread(base.getMostSignificantBits() + count.incrementAndGet());
        return new UUID(spread & ~VERSION_BITS | VERSION_4, base.getLeastSignificantBits()).toString();
    }

    /** A bijection in which each bit depends on all (the finalizer of MurmurHash3). */
    private static long spread(long n) {
        long z = (n ^ n >>> 33) * 0xFF51AFD7ED558CCDL;
        z = (z ^ z >>> 33) * 0xC4CEB9FE1A85EC53L;
        return z ^ z >>> 33;
    }
}
