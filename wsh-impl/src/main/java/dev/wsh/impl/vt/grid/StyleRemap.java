package dev.wsh.impl.vt.grid;

/** Moves cells from old tables to new ones, which get only what is asked for. Confined to the engine's thread. */
public final class StyleRemap {
    private final StyleTable oldStyles;
    private final ClusterTable oldClusters;
    private final StyleTable styles;
    private final ClusterTable clusters;
    private final int[] styleIds; // new id + 1, or 0

    StyleRemap(StyleTable oldStyles, ClusterTable oldClusters, StyleTable styles, ClusterTable clusters) {
        this.oldStyles = oldStyles;
        this.oldClusters = oldClusters;
        this.styles = styles;
        this.clusters = clusters;
        this.styleIds = new int[oldStyles.size()];
    }

    /** Returns the new id of a style. */
    public int style(int old) {
        int id = styleIds[old] - 1;
        if (id < 0) {
            id = styles.adopt(oldStyles, old);
            styleIds[old] = id + 1;
        }
        return id;
    }

    /** Returns the cell in terms of the new tables. */
    public long cell(long cell) {
        long moved = Cells.withStyle(cell, style(Cells.style(cell)));
        if ((cell & Cells.CLUSTER) != 0) {
            int index = clusters.adopt(oldClusters, Cells.code(cell));
            moved = index == ClusterTable.NONE
                    ? moved & ~(Cells.CODE | Cells.CLUSTER) | oldClusters.first(Cells.code(cell))
                    : moved & ~Cells.CODE | index;
        }
        return moved;
    }

    /** Returns the new link number of an old one; 0 stays 0. */
    public int link(int old) {
        return old == 0 ? 0 : styles.link(oldStyles.linkOf(old));
    }
}
