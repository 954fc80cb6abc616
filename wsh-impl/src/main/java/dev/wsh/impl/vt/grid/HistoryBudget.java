package dev.wsh.impl.vt.grid;

/** Caps what the lines of a history may hold beside their cells: text of clusters and links. */
final class HistoryBudget {
    /** UTF-8 bytes of all clusters; beyond it only a cluster's first code point is kept. */
    static final int MAX_CLUSTER_BYTES = 4 << 20;
    /** Characters of all links; beyond it links are not kept. */
    static final int MAX_LINK_CHARS = 1 << 20;

    private int clusterBytes;
    private int linkChars;

    /** What the lines of one chunk have taken. */
    static final class Share {
        private int clusterBytes;
        private int linkChars;

        /** Returns about how many bytes of memory take what is not among the packed cells. */
        long held() {
            return (long) linkChars * Character.BYTES;
        }
    }

    boolean takeCluster(Share share, int bytes) {
        if (clusterBytes + bytes > MAX_CLUSTER_BYTES) {
            return false;
        }
        clusterBytes += bytes;
        share.clusterBytes += bytes;
        return true;
    }

    boolean takeLink(Share share, int chars) {
        if (linkChars + chars > MAX_LINK_CHARS) {
            return false;
        }
        linkChars += chars;
        share.linkChars += chars;
        return true;
    }

    void giveBack(Share share) {
        clusterBytes -= share.clusterBytes;
        linkChars -= share.linkChars;
    }
}
