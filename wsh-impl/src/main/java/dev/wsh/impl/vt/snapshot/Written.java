package dev.wsh.impl.vt.snapshot;

/** When the cells of a row were last written, in write epochs. Implementations are immutable. */
public interface Written {
    /**
     * Tells whether a cell of {@code [fromCol, toCol)} was written or erased after an epoch.
     *
     * @param epoch what the engine called the epoch
     */
    boolean since(long epoch, int fromCol, int toCol);
}
