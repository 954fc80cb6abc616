package dev.wsh.testkit.picture;

import java.util.List;
import java.util.Locale;

/**
 * A sheet as SVG 1.1. Each row is one text element, so that it is selected and copied as text; every piece has its own place
 * by cell. What {@link Glyphs} draws is there as invisible text too. The same sheet gives the same bytes everywhere.
 */
public final class Svg {

    /** How far below the top of a cell its text stands. */
    private static final int BASELINE = 14;

    private static final int FONT_SIZE = 15;
    private static final String FONTS = "'DejaVu Sans Mono','Noto Sans Mono','Liberation Mono',Menlo,Consolas,"
            + "'Noto Sans Mono CJK SC','Noto Sans CJK SC','Noto Color Emoji','Apple Color Emoji','Segoe UI Emoji',monospace";

    private final StringBuilder out = new StringBuilder();
    private final Sheet sheet;

    private Svg(Sheet sheet) {
        this.sheet = sheet;
    }

    /**
     * Draws.
     *
     * @param sheet what is drawn
     * @param title what a reader of the picture is told it is
     * @return the document
     */
    public static String of(Sheet sheet, String title) {
        return new Svg(sheet).draw(title);
    }

    private String draw(String title) {
        int width = sheet.cols() * Glyphs.WIDTH;
        int height = sheet.rows() * Glyphs.HEIGHT;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(width)
                .append("\" height=\"");
        out.append(height).append("\" viewBox=\"0 0 ").append(width).append(' ').append(height);
        out.append("\" font-family=\"").append(FONTS).append("\" font-size=\"").append(FONT_SIZE);
        out.append("\" xml:space=\"preserve\">\n<style>text,tspan{white-space:pre}</style>\n");
        out.append("<title>").append(escape(title)).append("</title>\n");
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"")
                .append(color(sheet.paper()))
                .append("\"/>\n");
        for (int row = 0; row < sheet.rows(); row++) {
            List<Sheet.Piece> pieces = sheet.pieces().get(row);
            backgrounds(row, pieces);
            shapes(row, pieces);
            text(row, pieces);
        }
        sheet.cursor().ifPresent(this::cursor);
        return out.append("</svg>\n").toString();
    }

    private void backgrounds(int row, List<Sheet.Piece> pieces) {
        for (int i = 0; i < pieces.size(); ) {
            Sheet.Piece first = pieces.get(i);
            int end = first.col() + first.width();
            int next = i + 1;
            while (next < pieces.size()
                    && pieces.get(next).look().bg() == first.look().bg()) {
                end = pieces.get(next).col() + pieces.get(next).width();
                next++;
            }
            if (first.look().bg() != sheet.paper()) {
                rect(first.col(), row, end - first.col(), first.look().bg());
            }
            i = next;
        }
    }

    private void rect(int col, int row, int cells, int color) {
        out.append("<rect x=\"").append(col * Glyphs.WIDTH).append("\" y=\"").append(row * Glyphs.HEIGHT);
        out.append("\" width=\"")
                .append(cells * Glyphs.WIDTH)
                .append("\" height=\"")
                .append(Glyphs.HEIGHT);
        out.append("\" fill=\"").append(color(color)).append("\"/>\n");
    }

    private void shapes(int row, List<Sheet.Piece> pieces) {
        for (Sheet.Piece piece : pieces) {
            if (piece.look().hidden()) {
                continue;
            }
            if (piece.kind() == Sheet.Kind.SHAPE) {
                inks(
                        row,
                        piece.col(),
                        Glyphs.of(piece.text().codePointAt(0)),
                        piece.look().fg());
            }
            if (piece.look().hasLines()) {
                inks(
                        row,
                        piece.col(),
                        Lines.under(piece.look().underline(), piece.width()),
                        piece.look().line());
                if (piece.look().strikethrough()) {
                    inks(
                            row,
                            piece.col(),
                            List.of(Lines.through(piece.width())),
                            piece.look().fg());
                }
                if (piece.look().overline()) {
                    inks(
                            row,
                            piece.col(),
                            List.of(Lines.over(piece.width())),
                            piece.look().fg());
                }
            }
        }
    }

    private void inks(int row, int col, List<Ink> inks, int color) {
        if (inks.isEmpty()) {
            return;
        }
        out.append("<g transform=\"translate(").append(col * Glyphs.WIDTH).append(' ');
        out.append(row * Glyphs.HEIGHT).append(")\">");
        for (Ink ink : inks) {
            out.append("<path d=\"").append(ink.path()).append('"');
            if (ink.stroke() > 0) {
                out.append(" fill=\"none\" stroke=\"").append(color(color)).append("\" stroke-width=\"");
                out.append(Ink.number(ink.stroke())).append('"');
            } else {
                out.append(" fill=\"").append(color(color)).append('"');
            }
            if (ink.opacity() < 1) {
                out.append(" opacity=\"").append(Ink.number(ink.opacity())).append('"');
            }
            out.append("/>");
        }
        out.append("</g>\n");
    }

    private void text(int row, List<Sheet.Piece> pieces) {
        int last = pieces.size();
        while (last > 0 && pieces.get(last - 1).text().isBlank()) {
            last--;
        }
        if (last == 0) {
            return;
        }
        out.append("<text y=\"").append(row * Glyphs.HEIGHT + BASELINE).append("\">");
        for (Sheet.Piece piece : pieces.subList(0, last)) {
            String shown = piece.look().hidden() ? " ".repeat(piece.width()) : piece.text();
            boolean leads =
                    piece.look().link().filter(link -> isWeb(link.uri())).isPresent();
            if (leads) {
                String uri = piece.look().link().orElseThrow().uri();
                out.append("<a href=\"").append(escape(uri)).append("\">");
            }
            words(piece, shown);
            if (leads) {
                out.append("</a>");
            }
        }
        out.append("</text>\n");
    }

    /** Blanks stand alone, so that a viewer that drops them moves nothing and stretches nothing. */
    private void words(Sheet.Piece piece, String shown) {
        if (piece.kind() != Sheet.Kind.TEXT) {
            tspan(piece, piece.col(), piece.width(), shown);
            return;
        }
        for (int from = 0; from < shown.length(); ) {
            boolean blank = shown.charAt(from) == ' ';
            int to = from;
            while (to < shown.length()
                    && (blank ? shown.charAt(to) == ' ' : !shown.startsWith("  ", to) && !endsBlank(shown, to))) {
                to++;
            }
            tspan(piece, piece.col() + from, to - from, shown.substring(from, to));
            from = to;
        }
    }

    private static boolean endsBlank(String text, int at) {
        return at == text.length() - 1 && text.charAt(at) == ' ';
    }

    private void tspan(Sheet.Piece piece, int col, int width, String shown) {
        Look look = piece.look();
        out.append("<tspan x=\"").append(col * Glyphs.WIDTH).append('"');
        if (shown.isBlank()) {
            out.append('>').append(shown).append("</tspan>");
            return;
        }
        out.append(" textLength=\"").append(width * Glyphs.WIDTH).append("\" lengthAdjust=\"spacingAndGlyphs\"");
        if (piece.kind() == Sheet.Kind.SHAPE) {
            out.append(" fill-opacity=\"0\"");
        } else {
            out.append(" fill=\"").append(color(look.fg())).append('"');
        }
        if (look.bold()) {
            out.append(" font-weight=\"bold\"");
        }
        if (look.italic()) {
            out.append(" font-style=\"italic\"");
        }
        out.append('>').append(escape(shown)).append("</tspan>");
    }

    private void cursor(Sheet.Line line) {
        Ink ink = line.under() ? Ink.box(0, Glyphs.HEIGHT - 2.0, Glyphs.WIDTH, 2) : Ink.box(0, 0, 2, Glyphs.HEIGHT);
        inks(line.row(), line.col(), List.of(ink), line.color());
    }

    private static boolean isWeb(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    static String color(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    /**
     * Escapes text for XML and HTML; what XML does not allow becomes U+FFFD.
     *
     * @param text any
     * @return text for elements and for attributes in double quotes
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || c >= ' ' && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF;
    }
}
