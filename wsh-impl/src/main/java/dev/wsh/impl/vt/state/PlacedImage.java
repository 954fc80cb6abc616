package dev.wsh.impl.vt.state;

import dev.wsh.Image;
import dev.wsh.impl.vt.input.InputModes;
import java.util.Optional;

/** An image at a place. This class is threadsafe. */
final class PlacedImage implements Image {
    final ImageData data;
    private final long line;
    private final int col;
    private final int cols;
    private final int rows;

    PlacedImage(ImageData data, long line, int col, int cols, int rows) {
        this.data = data;
        this.line = line;
        this.col = col;
        this.cols = cols > 0 ? cols : cells(data.width(), InputModes.CELL_WIDTH);
        this.rows = rows > 0 ? rows : cells(data.height(), InputModes.CELL_HEIGHT);
    }

    private static int cells(int pixels, int each) {
        return (int) (((long) pixels + each - 1) / each);
    }

    @Override
    public Protocol protocol() {
        return data.protocol();
    }

    @Override
    public Format format() {
        return data.format();
    }

    @Override
    public long id() {
        return data.id();
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public int col() {
        return col;
    }

    @Override
    public int width() {
        return data.width();
    }

    @Override
    public int height() {
        return data.height();
    }

    @Override
    public int cols() {
        return cols;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public byte[] data() {
        return data.bytes().clone();
    }

    @Override
    public Optional<Raster> raster() {
        return data.raster();
    }

    @Override
    public String toString() {
        return protocol() + " " + format() + " " + width() + "x" + height() + " at " + line + "," + col;
    }
}
