package dev.wsh.impl.vt.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Screen;
import dev.wsh.impl.vt.state.CursorShape;
import dev.wsh.impl.vt.state.DecMode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link ScreenState#sameAs} is written by hand: no component is forgotten, those that will be added neither. */
class ScreenStateTest {

    private static final Screen.Cursor CURSOR =
            new Screen.Cursor(1, 2, true, Screen.Cursor.Shape.BLOCK, false, /* pendingWrap= */ false);

    private static ScreenState state() {
        return new ScreenState(
                1,
                CURSOR,
                CursorShape.BLOCK,
                "title",
                "icon",
                "file:///tmp",
                false,
                EnumSet.of(DecMode.ANSI),
                false,
                false,
                0,
                0,
                0,
                23,
                0,
                79,
                3,
                4);
    }

    @Test
    void sameAs_copy_isTrue() {
        assertTrue(state().sameAs(state()));
    }

    @Test
    void sameAs_anyComponentDiffers_isFalse() throws ReflectiveOperationException {
        List<Object> variants = new ArrayList<>();
        for (Object cursor : differing(CURSOR)) {
            variants.add(with(state(), "cursor", cursor));
        }
        variants.addAll(differing(state()));
        assertEquals(6 + ScreenState.class.getRecordComponents().length, variants.size());
        for (Object variant : variants) {
            assertFalse(state().sameAs((ScreenState) variant), variant::toString);
            assertFalse(((ScreenState) variant).sameAs(state()), variant::toString);
        }
    }

    /** One copy for each component, which is another one there. */
    private static <R extends Record> List<R> differing(R record) throws ReflectiveOperationException {
        List<R> all = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            all.add(with(
                    record, component.getName(), other(component.getAccessor().invoke(record))));
        }
        return all;
    }

    private static Object other(Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        } else if (value instanceof Long number) {
            return number + 1;
        } else if (value instanceof Boolean yes) {
            return !yes;
        } else if (value instanceof String text) {
            return text + "x";
        } else if (value instanceof CursorShape) {
            return CursorShape.BAR;
        } else if (value instanceof Screen.Cursor.Shape) {
            return Screen.Cursor.Shape.BAR;
        } else if (value instanceof Screen.Cursor cursor) {
            return new Screen.Cursor(
                    cursor.row() + 1, 0, true, Screen.Cursor.Shape.BLOCK, false, /* pendingWrap= */ false);
        }
        return EnumSet.noneOf(DecMode.class);
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R with(R record, String name, Object value)
            throws IllegalAccessException, InvocationTargetException, InstantiationException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            components[i].getAccessor().setAccessible(true);
            boolean isOther = components[i].getName().equals(name);
            values[i] = isOther ? value : components[i].getAccessor().invoke(record);
        }
        Constructor<?> constructor = record.getClass().getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return (R) constructor.newInstance(values);
    }
}
