package dev.wsh.impl.pty;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The terminals of one loop by number, which the kernel gives back with each of their events.
 *
 * <pre>
 * number: | generation 31 bits | slot 31 bits |
 * </pre>
 *
 * <p>A slot is used again; its generation tells an event that was under way for the terminal before from one of the terminal
 * that has it now. An array, because an event finds nothing of its terminal in the processor's caches: each object on the
 * way to it costs as much as parsing a line. Threadsafe; {@link #get} of a number that was added before takes no lock.
 */
final class TerminalSlots {
    private static final int SLOT_BITS = 31;
    private static final int FIRST_SIZE = 16;

    private volatile @Nullable LoopMember[] slots = new LoopMember[FIRST_SIZE];
    private int[] generations = new int[FIRST_SIZE];
    private int[] free = new int[FIRST_SIZE]; // a stack of slots below the first one that was never used
    private int freeCount;
    private int neverUsed;
    private volatile int count;

    /** Takes a terminal; returns its number, which is not negative and never given again. */
    synchronized long add(LoopMember terminal) {
        int slot = freeCount > 0 ? free[--freeCount] : neverUsed++;
        @Nullable LoopMember[] all = slots;
        if (slot == all.length) {
            all = Arrays.copyOf(all, 2 * slot);
            generations = Arrays.copyOf(generations, 2 * slot);
            free = Arrays.copyOf(free, 2 * slot);
        }
        all[slot] = terminal;
        slots = all; // publishes the element
        count++;
        return (long) generations[slot] << SLOT_BITS | slot;
    }

    /** Returns the terminal with a number; null if it was removed. */
    @Nullable
    LoopMember get(long number) {
        LoopMember terminal = number < 0 ? null : slots[(int) number & Integer.MAX_VALUE];
        return terminal != null && terminal.number() == number ? terminal : null;
    }

    /** Forgets a terminal, if it is there. */
    synchronized void remove(long number) {
        int slot = (int) number & Integer.MAX_VALUE;
        LoopMember terminal = slots[slot];
        if (terminal != null && number >>> SLOT_BITS == generations[slot]) {
            slots[slot] = null;
            generations[slot] = generations[slot] + 1 & Integer.MAX_VALUE;
            free[freeCount++] = slot;
            count--;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Returns how many slots there are. */
    int slots() {
        return slots.length;
    }

    /** Returns the terminal in a slot; null if it is free. */
    @Nullable
    LoopMember inSlot(int slot) {
        return slots[slot];
    }
}
