package dev.wsh.impl.vt.grid;

/**
 * What the cells of both screens refer to: styles, links and clusters. Confined to the engine's thread.
 *
 * <p>The tables only grow. When one is {@link #full}, the owner of the screens builds new ones with what is still in
 * use ({@link #compact}); snapshots keep the old ones. A cluster table that no snapshot has seen is used again.
 */
public final class CellStore {
    /** Styles or clusters at which the tables are built anew. */
    public static final int COMPACT_AT = 16_384;

    private StyleTable styles = new StyleTable();
    private ClusterTable clusters = new ClusterTable();
    private ClusterTable before = clusters; // the table that the last compaction has replaced
    private int limit = COMPACT_AT;

    public StyleTable styles() {
        return styles;
    }

    public ClusterTable clusters() {
        return clusters;
    }

    /** Tells whether it is time to {@link #compact}. */
    public boolean full() {
        return styles.size() >= limit || clusters.size() >= limit || clusters.refused() >= COMPACT_AT;
    }

    /** Begins new tables and returns what maps the old ids to new ones. */
    public StyleRemap compact() {
        StyleTable oldStyles = styles;
        ClusterTable oldClusters = clusters;
        styles = new StyleTable();
        clusters = before != oldClusters && before.clear() ? before : new ClusterTable();
        before = oldClusters;
        return new StyleRemap(oldStyles, oldClusters, styles, clusters);
    }

    /** Ends a compaction: the next one is due when what is in use now has doubled. */
    public void compacted() {
        limit = Math.max(COMPACT_AT, 2 * Math.max(styles.size(), clusters.size()));
    }
}
