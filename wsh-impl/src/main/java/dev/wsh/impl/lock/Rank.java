package dev.wsh.impl.lock;

/**
 * The order in which one thread may take locks: each only while it holds locks of earlier ranks alone. Two locks of one rank
 * are never held together, so no session waits for another.
 */
public enum Rank {
    /** Who lives and what they are called. */
    REGISTRY,
    /** What the outcomes of a group have been reported. */
    OUTCOMES,
    /** All of one session. */
    SESSION,
    /** One race, or one wait for all members. */
    GROUP_WAIT,
    /** A deadline, and what withdraws a wait. */
    PENDING,
    /** The queue of a subscriber. */
    QUEUE,
    /** What is delivered to a subscriber. */
    DELIVERY,
    /** Counters and task queues; nothing is called while one is held. */
    LEAF
}
