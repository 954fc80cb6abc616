package dev.wsh.impl.vt.grid;

/** Caps what the lines of a history may hold beside their cells: text of clusters and links. */
final class HistoryBudget {
    /** UTF-8 bytes of all clusters; beyond it only a cluster's first code point is kept. */
    static final int MAX_CLUSTER_BYTES = 4 << 20;
    /** Characters of all links; beyond it links are not kept. */
    static final int MAX_LINK_CHARS = 1 << 20;

    private int clusterBytes;
    private int linkChars;

    boolean takeCluster(HistoryChunk chunk, int bytes) {
        if (clusterBytes + bytes > MAX_CLUSTER_BYTES) {
            return false;
        }
        clusterBytes += bytes;
        chunk.clusterBytes += bytes;
        return true;
    }

    boolean takeLink(HistoryChunk chunk, int chars) {
        if (linkChars + chars > MAX_LINK_CHARS) {
            return false;
        }
        linkChars += chars;
        chunk.linkChars += chars;
        return true;
    }

    void giveBack(HistoryChunk chunk) {
        clusterBytes -= chunk.clusterBytes;
        linkChars -= chunk.linkChars;
    }
}
