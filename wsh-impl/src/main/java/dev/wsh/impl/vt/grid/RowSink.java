package dev.wsh.impl.vt.grid;

/** Takes rows that leave a screen. */
public interface RowSink {
    /** Called before the row is cleared and used again; {@code keep} tells that it belongs into the history. */
    void leaves(Row row, boolean keep);
}
