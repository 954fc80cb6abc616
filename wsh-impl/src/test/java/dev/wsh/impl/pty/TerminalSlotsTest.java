package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TerminalSlotsTest {
    private final TerminalSlots slots = new TerminalSlots();

    private LoopMember add() {
        LoopMember terminal = mock(LoopMember.class);
        long number = slots.add(terminal);
        when(terminal.number()).thenReturn(number);
        return terminal;
    }

    private List<LoopMember> all() {
        List<LoopMember> all = new ArrayList<>();
        for (int slot = 0; slot < slots.slots(); slot++) {
            LoopMember terminal = slots.inSlot(slot);
            if (terminal != null) {
                all.add(terminal);
            }
        }
        return all;
    }

    @Test
    void add_many_eachIsFoundByItsNumber() {
        List<LoopMember> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(add());
        }
        for (LoopMember each : all) {
            assertTrue(each.number() >= 0);
            assertSame(each, slots.get(each.number()));
        }
        assertEquals(Set.copyOf(all), Set.copyOf(all()));
    }

    @Test
    void remove_thenAnotherTakesTheSlot_lateEventOfTheFirstFindsNobody() {
        LoopMember first = add();
        slots.remove(first.number());
        assertNull(slots.get(first.number()));
        LoopMember second = add();
        assertNull(slots.get(first.number()));
        assertSame(second, slots.get(second.number()));
    }

    @Test
    void remove_twice_leavesTheNextOneAlone() {
        LoopMember first = add();
        slots.remove(first.number());
        LoopMember second = add();
        slots.remove(first.number());
        assertSame(second, slots.get(second.number()));
        assertFalse(slots.isEmpty());
        slots.remove(second.number());
        assertTrue(slots.isEmpty());
        assertEquals(List.of(), all());
    }

    @Test
    void add_slotsAreUsedAgain_numbersAreNot() {
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            LoopMember terminal = add();
            assertTrue(numbers.add(terminal.number()), "number " + terminal.number());
            assertTrue((terminal.number() & Integer.MAX_VALUE) < 2, "slot of " + terminal.number());
            slots.remove(terminal.number());
        }
    }
}
