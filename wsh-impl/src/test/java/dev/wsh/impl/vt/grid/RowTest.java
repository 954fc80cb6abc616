package dev.wsh.impl.vt.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowTest {

    private static final int COLS = 80;
    private static final long BLANK = 1L << 40;
    private static final byte[] TEXT =
            "text that is longer than eight".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private static Arguments change(String name, Consumer<Row> change) {
        return Arguments.of(name, change);
    }

    static Stream<Arguments> changes() {
        long[] cells = {'a', 'b', 'c'};
        return Stream.of(
                change("writeAscii", row -> row.writeAscii(3, TEXT, 0, TEXT.length, 0, 0, 1)),
                change("writeCells", row -> row.writeCells(3, cells, 3, /* anyWide= */ false, 0, 1)),
                change("write", row -> row.write(79, 'x', 0, 1)),
                change("writeWide", row -> row.writeWide(5, 'x', 0, 1)),
                change("replace", row -> row.replace(5, BLANK, 1)),
                change("erase", row -> row.erase(5, 10, BLANK, 1)),
                change("eraseUnprotected", row -> row.eraseUnprotected(5, 10, BLANK, 1)),
                change("clear", row -> row.clear(BLANK, 1)),
                change("insert", row -> row.insert(5, 3, COLS, BLANK, 1)),
                change("delete", row -> row.delete(5, 3, COLS, BLANK, 1)),
                change("load", row -> row.load(cells, 0, 3, /* continues= */ false)),
                change("copyFrom", row -> {
                    Row source = new Row(COLS);
                    source.write(0, 'x', 0, 1);
                    row.copyFrom(source, 0, 4, 5, 1);
                }),
                change("setCols", row -> {
                    row.setCols(40, 1);
                    row.write(0, 'x', 0, 1);
                }));
    }

    /** Rows on which nothing was put share their cells. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void change_ofARow_leavesUntouchedRowsBlank(String name, Consumer<Row> change) {
        Row before = new Row(COLS);
        Row changed = new Row(COLS);
        change.accept(changed);
        Row after = new Row(COLS);
        assertEquals(false, changed.empty(), "nothing was put: " + name);
        for (int col = 0; col < COLS; col++) {
            assertEquals(0, before.cell(col), "column " + col);
            assertEquals(0, after.cell(col), "column " + col);
        }
    }
}
