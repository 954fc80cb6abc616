package dev.wsh.impl.vt.state;

import dev.wsh.Image;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images on both screens, and those that kitty's protocol keeps to be placed later. Bounded in number and in bytes: the
 * oldest go first. Confined to the engine's thread.
 */
public final class Images {
    /** Images on the screens, and images that are kept, at most. */
    public static final int MAX_IMAGES = 64;
    /** Bytes of the data of the images on the screens, and of those that are kept; protects the heap. */
    public static final int MAX_BYTES = 16 << 20;

    private record Placed(PlacedImage image, boolean alternate) {}

    private final Terminal t;
    private final ArrayDeque<Placed> placed = new ArrayDeque<>();
    private final Map<Long, ImageData> kept = new LinkedHashMap<>();
    private int placedBytes;
    private int keptBytes;

    Images(Terminal t) {
        this.t = t;
    }

    void reset() {
        placed.clear();
        kept.clear();
        placedBytes = 0;
        keptBytes = 0;
    }

    /** Puts an image at the cursor; columns and rows that are 0 follow from the pixels. */
    public void place(ImageData data, int cols, int rows) {
        if (data.bytes().length > MAX_BYTES) {
            return;
        }
        boolean alternate = t.screens().alternate();
        int row = t.cursor().row;
        long line = alternate ? row : t.lineOf(row);
        placed.addLast(new Placed(new PlacedImage(data, line, t.columnInLine(), cols, rows), alternate));
        placedBytes += data.bytes().length;
        while (placed.size() > MAX_IMAGES || placedBytes > MAX_BYTES) {
            placedBytes -= placed.removeFirst().image().data.bytes().length;
        }
        t.marks().changed();
    }

    /** Keeps an image under its id, in place of another one of that id. */
    public void keep(ImageData data) {
        forget(data.id());
        if (data.bytes().length > MAX_BYTES) {
            return;
        }
        kept.put(data.id(), data);
        keptBytes += data.bytes().length;
        Iterator<ImageData> oldest = kept.values().iterator();
        while (kept.size() > MAX_IMAGES || keptBytes > MAX_BYTES) {
            keptBytes -= oldest.next().bytes().length;
            oldest.remove();
        }
    }

    /** Returns a kept image, or null. */
    public @Nullable ImageData kept(long id) {
        return kept.get(id);
    }

    /** Forgets a kept image. */
    public void forget(long id) {
        ImageData known = kept.remove(id);
        keptBytes -= known == null ? 0 : known.bytes().length;
    }

    /** Takes the images of one id, or of any if it is 0, off the screen that is shown; only those of a protocol. */
    public void remove(long id, Image.Protocol protocol) {
        boolean alternate = t.screens().alternate();
        removeIf(one -> one.alternate() == alternate
                && one.image().protocol() == protocol
                && (id == 0 || one.image().id() == id));
    }

    /** The screen that is shown was erased: its images go, but not those that have scrolled off. */
    public void screenErased() {
        boolean alternate = t.screens().alternate();
        long first = alternate ? 0 : t.lineOf(0);
        removeIf(one -> one.alternate() == alternate && one.image().line() >= first);
    }

    /** Another screen is shown: the images of the alternate one go when it is left. */
    void switched() {
        if (!placed.isEmpty()) {
            t.marks().changed();
            if (!t.screens().alternate()) {
                removeIf(Placed::alternate);
            }
        }
    }

    private void removeIf(java.util.function.Predicate<Placed> gone) {
        if (placed.isEmpty()) {
            return;
        }
        int before = placed.size();
        placed.removeIf(one -> {
            boolean goes = gone.test(one);
            placedBytes -= goes ? one.image().data.bytes().length : 0;
            return goes;
        });
        if (placed.size() != before) {
            t.marks().changed();
        }
    }

    /** Returns the images of the screen that is shown, oldest first. */
    public List<Image> shown() {
        List<Image> shown = new ArrayList<>();
        for (Placed one : placed) {
            if (one.alternate() == t.screens().alternate()) {
                shown.add(one.image());
            }
        }
        return List.copyOf(shown);
    }
}
