package dev.wsh.impl.vt.grid;

/** Takes rows that leave a screen at its top. */
public interface RowSink {
    /** Called before the row is cleared and used again. */
    void leaves(Row row);
}
