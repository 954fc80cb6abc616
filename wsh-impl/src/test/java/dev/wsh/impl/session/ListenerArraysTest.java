package dev.wsh.impl.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class ListenerArraysTest {

    private static final String[] THREE = {"a", "b", "c"};

    @Test
    void with_one_isLast() {
        assertArrayEquals(new String[] {"a", "b", "c", "d"}, ListenerArrays.with(THREE, "d"));
        assertArrayEquals(new String[] {"a", "b", "c"}, THREE);
    }

    @Test
    void without_eachOfThem_keepsTheOthersInOrder() {
        assertArrayEquals(new String[] {"b", "c"}, ListenerArrays.without(THREE, "a"));
        assertArrayEquals(new String[] {"a", "c"}, ListenerArrays.without(THREE, "b"));
        assertArrayEquals(new String[] {"a", "b"}, ListenerArrays.without(THREE, "c"));
        assertArrayEquals(new String[] {"a", "b", "c"}, THREE);
    }

    @Test
    void without_oneThatIsThereTwice_removesOne() {
        assertArrayEquals(new String[] {"a"}, ListenerArrays.without(new String[] {"a", "a"}, "a"));
    }

    @Test
    void without_oneThatIsNotThere_isTheSame() {
        assertSame(THREE, ListenerArrays.without(THREE, "d"));
    }
}
