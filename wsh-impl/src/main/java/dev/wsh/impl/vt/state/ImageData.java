package dev.wsh.impl.vt.state;

import dev.wsh.Image;
import java.util.Optional;

/**
 * An image as it came, with what can be told without decoding it. The bytes are never changed. This class is threadsafe.
 *
 * @param id what the program calls it by, or 0
 * @param width in pixels, or 0
 * @param height in pixels, or 0
 */
public record ImageData(Image.Protocol protocol, Image.Format format, long id, int width, int height, byte[] bytes) {
    /** More is not decoded; protects the heap. */
    static final int MAX_PIXELS = 1 << 22;

    private static final int PNG_HEADER = 24;

    /** An image file: its kind and size are found in its first bytes. */
    public static ImageData file(Image.Protocol protocol, long id, byte[] bytes) {
        if (bytes.length >= PNG_HEADER && number(bytes, 0) == 0x89504E47) {
            return new ImageData(protocol, Image.Format.PNG, id, size(bytes, 16), size(bytes, 20), bytes);
        }
        if (bytes.length >= 10 && bytes[0] == 'G' && bytes[1] == 'I' && bytes[2] == 'F') {
            int width = bytes[6] & 0xFF | (bytes[7] & 0xFF) << 8;
            int height = bytes[8] & 0xFF | (bytes[9] & 0xFF) << 8;
            return new ImageData(protocol, Image.Format.GIF, id, width, height, bytes);
        }
        if (bytes.length >= 4 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8) {
            return jpeg(protocol, id, bytes);
        }
        return new ImageData(protocol, Image.Format.OTHER, id, 0, 0, bytes);
    }

    /** Walks the segments of a JPEG (ITU T.81, B.1) to the frame header. */
    private static ImageData jpeg(Image.Protocol protocol, long id, byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length && (bytes[at] & 0xFF) == 0xFF) {
            int marker = bytes[at + 1] & 0xFF;
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                int height = (bytes[at + 5] & 0xFF) << 8 | bytes[at + 6] & 0xFF;
                int width = (bytes[at + 7] & 0xFF) << 8 | bytes[at + 8] & 0xFF;
                return new ImageData(protocol, Image.Format.JPEG, id, width, height, bytes);
            }
            at += 2 + ((bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF);
        }
        return new ImageData(protocol, Image.Format.JPEG, id, 0, 0, bytes);
    }

    private static int number(byte[] b, int at) {
        return (b[at] & 0xFF) << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8 | b[at + 3] & 0xFF;
    }

    private static int size(byte[] bytes, int at) {
        return Math.max(0, number(bytes, at));
    }

    Optional<Image.Raster> raster() {
        if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
            return Optional.empty();
        }
        return switch (format) {
            case SIXEL -> Optional.of(new Sixel(bytes).raster(width, height));
            case RGB -> raw(3);
            case RGBA -> raw(4);
            default -> Optional.empty();
        };
    }

    private Optional<Image.Raster> raw(int each) {
        int pixels = width * height;
        if (bytes.length < pixels * each) {
            return Optional.empty();
        }
        int[] argb = new int[pixels];
        for (int i = 0, at = 0; i < pixels; i++, at += each) {
            int opacity = each == 4 ? bytes[at + 3] & 0xFF : 0xFF;
            argb[i] = opacity << 24 | (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF;
        }
        return Optional.of(new Image.Raster(width, height, argb));
    }
}
