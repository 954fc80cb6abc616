package dev.wsh.testkit.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Pictures as PNG, and several as an animated PNG (both by the W3C's PNG Specification, third edition). A frame of an
 * animation holds only the rectangle that has changed. Viewers that know no animation show the first frame.
 */
public final class Apng {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** A frame lasts at most 65,535 thousandths of a second; longer ones are held this long. */
    private static final long MOST_MILLIS = 65_535;

    private final List<Frame> frames = new ArrayList<>();
    private BufferedImage last;
    private final int width;
    private final int height;

    private record Frame(int x, int y, int width, int height, byte[] data, long millis) {}

    /**
     * Begins with the first frame.
     *
     * @param first its size is that of the picture; larger ones are cut, smaller ones padded
     * @param lasts how long it is shown
     * @param width of the picture, in pixels
     * @param height of the picture, in pixels
     */
    public Apng(BufferedImage first, Duration lasts, int width, int height) {
        this.width = width;
        this.height = height;
        this.last = fitted(first);
        frames.add(new Frame(0, 0, width, height, compressed(last, 0, 0, width, height), lasts.toMillis()));
    }

    /**
     * Adds a frame.
     *
     * @param next the whole picture
     * @param lasts how long it is shown
     */
    public void add(BufferedImage next, Duration lasts) {
        BufferedImage image = fitted(next);
        int top = 0;
        while (top < height && sameRow(image, top)) {
            top++;
        }
        if (top == height) {
            Frame previous = frames.remove(frames.size() - 1);
            frames.add(new Frame(
                    previous.x,
                    previous.y,
                    previous.width,
                    previous.height,
                    previous.data,
                    previous.millis + lasts.toMillis()));
            return;
        }
        int bottom = height - 1;
        while (sameRow(image, bottom)) {
            bottom--;
        }
        int rows = bottom - top + 1;
        frames.add(new Frame(0, top, width, rows, compressed(image, 0, top, width, rows), lasts.toMillis()));
        last = image;
    }

    private BufferedImage fitted(BufferedImage image) {
        if (image.getWidth() == width && image.getHeight() == height) {
            return image;
        }
        BufferedImage fitted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int cols = Math.min(width, image.getWidth());
        int rows = Math.min(height, image.getHeight());
        fitted.setRGB(0, 0, cols, rows, image.getRGB(0, 0, cols, rows, null, 0, cols), 0, cols);
        return fitted;
    }

    private boolean sameRow(BufferedImage image, int row) {
        int[] one = image.getRGB(0, row, width, 1, null, 0, width);
        int[] other = last.getRGB(0, row, width, 1, null, 0, width);
        return Arrays.equals(one, other);
    }

    /**
     * Writes it.
     *
     * @return the bytes of the file
     */
    public byte[] bytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(SIGNATURE);
            header(out, width, height);
            if (frames.size() > 1) {
                chunk(out, "acTL", part -> {
                    part.writeInt(frames.size());
                    part.writeInt(0);
                });
            }
            int sequence = 0;
            for (int i = 0; i < frames.size(); i++) {
                Frame frame = frames.get(i);
                if (frames.size() > 1) {
                    control(out, frame, sequence++);
                }
                if (i == 0) {
                    chunk(out, "IDAT", part -> part.write(frame.data));
                } else {
                    int number = sequence++;
                    chunk(out, "fdAT", part -> {
                        part.writeInt(number);
                        part.write(frame.data);
                    });
                }
            }
            chunk(out, "IEND", part -> {});
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of a stream in memory
        }
    }

    /**
     * Writes one picture.
     *
     * @param image the picture
     * @return the bytes of the file
     */
    public static byte[] still(BufferedImage image) {
        return new Apng(image, Duration.ZERO, image.getWidth(), image.getHeight()).bytes();
    }

    private static void header(DataOutputStream out, int width, int height) throws IOException {
        chunk(out, "IHDR", part -> {
            part.writeInt(width);
            part.writeInt(height);
            part.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits of each of red, green and blue
        });
    }

    private static void control(DataOutputStream out, Frame frame, int sequence) throws IOException {
        chunk(out, "fcTL", part -> {
            part.writeInt(sequence);
            part.writeInt(frame.width);
            part.writeInt(frame.height);
            part.writeInt(frame.x);
            part.writeInt(frame.y);
            part.writeShort((int) Math.min(MOST_MILLIS, frame.millis));
            part.writeShort(1000);
            part.write(new byte[] {0, 0}); // leave it; replace what was there
        });
    }

    private interface Content {
        void writeTo(DataOutputStream part) throws IOException;
    }

    private static void chunk(DataOutputStream out, String type, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream part = new DataOutputStream(bytes);
        part.write(type.getBytes(StandardCharsets.US_ASCII));
        content.writeTo(part);
        byte[] whole = bytes.toByteArray();
        CRC32 sum = new CRC32();
        sum.update(whole);
        out.writeInt(whole.length - 4);
        out.write(whole);
        out.writeInt((int) sum.getValue());
    }

    /** Each row is written as the difference to the one above (filter 2), which is mostly nothing on a terminal. */
    private static byte[] compressed(BufferedImage image, int x, int y, int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            byte[] above = new byte[width * 3];
            byte[] line = new byte[width * 3];
            byte[] filtered = new byte[width * 3 + 1];
            for (int row = 0; row < height; row++) {
                int[] pixels = image.getRGB(x, y + row, width, 1, null, 0, width);
                filtered[0] = 2;
                for (int i = 0; i < width; i++) {
                    line[i * 3] = (byte) (pixels[i] >> 16);
                    line[i * 3 + 1] = (byte) (pixels[i] >> 8);
                    line[i * 3 + 2] = (byte) pixels[i];
                }
                for (int i = 0; i < line.length; i++) {
                    filtered[i + 1] = (byte) (line[i] - above[i]);
                }
                out.write(filtered);
                byte[] spare = above;
                above = line;
                line = spare;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
