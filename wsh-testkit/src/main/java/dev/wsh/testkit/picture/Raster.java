package dev.wsh.testkit.picture;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** A sheet as pixels, by AWT; needs the module {@code java.desktop} and a font, but no display. */
public final class Raster {

    private static final int BASELINE = 14;

    private final Fonts fonts;
    private final int scale;

    /**
     * Finds the fonts.
     *
     * @param scale pixels of the picture for one of a cell, 1 or more
     * @throws UnsupportedOperationException if there is no font, or no AWT
     */
    public Raster(int scale) {
        this.fonts = Fonts.find();
        this.scale = scale;
    }

    /**
     * Draws.
     *
     * @param sheet what is drawn
     * @return pixels without transparency
     */
    public BufferedImage draw(Sheet sheet) {
        BufferedImage image = new BufferedImage(
                sheet.cols() * Glyphs.WIDTH * scale, sheet.rows() * Glyphs.HEIGHT * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.scale(scale, scale);
            g.setColor(new Color(sheet.paper()));
            g.fillRect(0, 0, sheet.cols() * Glyphs.WIDTH, sheet.rows() * Glyphs.HEIGHT);
            for (int row = 0; row < sheet.rows(); row++) {
                for (Sheet.Piece piece : sheet.pieces().get(row)) {
                    g.setColor(new Color(piece.look().bg()));
                    g.fillRect(x(piece.col()), y(row), x(piece.width()), Glyphs.HEIGHT);
                }
                for (Sheet.Piece piece : sheet.pieces().get(row)) {
                    if (!piece.look().hidden()) {
                        piece(g, row, piece);
                    }
                }
            }
            sheet.cursor().ifPresent(line -> cursor(g, line));
        } finally {
            g.dispose();
        }
        return image;
    }

    private static int x(int col) {
        return col * Glyphs.WIDTH;
    }

    private static int y(int row) {
        return row * Glyphs.HEIGHT;
    }

    private void piece(Graphics2D g, int row, Sheet.Piece piece) {
        Look look = piece.look();
        g.setColor(new Color(look.fg()));
        switch (piece.kind()) {
            case SHAPE -> inks(g, row, piece.col(), Glyphs.of(piece.text().codePointAt(0)));
            case CLUSTER -> cluster(g, piece.text(), look, x(piece.col()), y(row), x(piece.width()));
            case TEXT -> {
                for (int i = 0; i < piece.text().length(); i++) {
                    if (piece.text().charAt(i) != ' ') {
                        cluster(g, piece.text().substring(i, i + 1), look, x(piece.col() + i), y(row), Glyphs.WIDTH);
                    }
                }
            }
        }
        if (look.hasLines()) {
            if (look.strikethrough()) {
                inks(g, row, piece.col(), List.of(Lines.through(piece.width())));
            }
            if (look.overline()) {
                inks(g, row, piece.col(), List.of(Lines.over(piece.width())));
            }
            g.setColor(new Color(look.line()));
            inks(g, row, piece.col(), Lines.under(look.underline(), piece.width()));
        }
    }

    /** Draws one character or cluster in its cells, made smaller where it is wider than they are. */
    private void cluster(Graphics2D g, String text, Look look, int left, int top, int width) {
        Font font = fonts.of(text, look.bold(), look.italic());
        GlyphVector glyphs = font.layoutGlyphVector(
                g.getFontRenderContext(), text.toCharArray(), 0, text.length(), Font.LAYOUT_LEFT_TO_RIGHT);
        double advance = glyphs.getLogicalBounds().getWidth();
        AffineTransform before = g.getTransform();
        if (advance > width + 0.5) {
            double squeeze = width / advance;
            g.translate(left, top + (double) BASELINE);
            g.scale(squeeze, squeeze);
        } else {
            g.translate(left + (width - advance) / 2, top + (double) BASELINE);
        }
        Rectangle2D ink = glyphs.getVisualBounds();
        if (ink.isEmpty() && !text.isBlank()) {
            missing(g, width);
        } else {
            g.fill(glyphs.getOutline());
        }
        g.setTransform(before);
    }

    /** No font has a shape for it: an empty box, as typesetters do. */
    private static void missing(Graphics2D g, int width) {
        g.setStroke(new BasicStroke(1));
        g.draw(new Rectangle2D.Double(1.5, 3.5 - BASELINE, width - 3.0, Glyphs.HEIGHT - 8.0));
    }

    private static void inks(Graphics2D g, int row, int col, List<Ink> inks) {
        AffineTransform before = g.getTransform();
        g.translate(x(col), y(row));
        for (Ink ink : inks) {
            Path2D path = path(ink.path());
            g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) ink.opacity()));
            if (ink.stroke() > 0) {
                g.setStroke(new BasicStroke((float) ink.stroke()));
                g.draw(path);
            } else {
                g.fill(path);
            }
        }
        g.setComposite(AlphaComposite.SrcOver);
        g.setTransform(before);
    }

    private static Path2D path(String words) {
        Path2D path = new Path2D.Double();
        String[] word = words.split(" ", -1);
        int i = 0;
        while (i < word.length) {
            switch (word[i]) {
                case "M" -> path.moveTo(number(word, i + 1), number(word, i + 2));
                case "L" -> path.lineTo(number(word, i + 1), number(word, i + 2));
                case "Q" ->
                    path.quadTo(number(word, i + 1), number(word, i + 2), number(word, i + 3), number(word, i + 4));
                default -> path.closePath();
            }
            i += word[i].equals("Q") ? 5 : word[i].equals("Z") ? 1 : 3;
        }
        return path;
    }

    private static double number(String[] word, int i) {
        return Double.parseDouble(word[i]);
    }

    private void cursor(Graphics2D g, Sheet.Line line) {
        g.setColor(new Color(line.color()));
        Ink ink = line.under() ? Ink.box(0, Glyphs.HEIGHT - 2.0, Glyphs.WIDTH, 2) : Ink.box(0, 0, 2, Glyphs.HEIGHT);
        inks(g, line.row(), line.col(), List.of(ink));
    }
}
