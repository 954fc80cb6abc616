package dev.wsh.testkit.picture;

/** A sheet as one HTML page without anything from elsewhere: rows of text in spans, wide characters in boxes of two cells. */
public final class Html {

    private Html() {}

    /**
     * Draws.
     *
     * @param sheet what is drawn
     * @param title the title of the page
     * @return the page
     */
    public static String of(Sheet sheet, String title) {
        StringBuilder out = new StringBuilder();
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        out.append(Svg.escape(title)).append("</title>\n<style>\n");
        out.append("body{margin:0;background:").append(Svg.color(sheet.paper())).append("}\n");
        out.append("pre{margin:1em;font:15px/1.25 'DejaVu Sans Mono','Noto Sans Mono',Menlo,Consolas,monospace}\n");
        out.append(
                "b{display:inline-block;font-weight:inherit;text-align:center;overflow:hidden;vertical-align:top}\n");
        out.append("b.w1{width:1ch}b.w2{width:2ch}\n</style></head>\n<body><pre>");
        for (int row = 0; row < sheet.rows(); row++) {
            for (Sheet.Piece piece : sheet.pieces().get(row)) {
                piece(out, sheet, piece);
            }
            out.append('\n');
        }
        return out.append("</pre></body></html>\n").toString();
    }

    private static void piece(StringBuilder out, Sheet sheet, Sheet.Piece piece) {
        Look look = piece.look();
        out.append("<span style=\"color:").append(Svg.color(look.fg()));
        if (look.bg() != sheet.paper()) {
            out.append(";background:").append(Svg.color(look.bg()));
        }
        if (look.bold()) {
            out.append(";font-weight:bold");
        }
        if (look.italic()) {
            out.append(";font-style:italic");
        }
        if (look.hasLines()) {
            out.append(";text-decoration:").append(decoration(look));
        }
        out.append("\">");
        String text = Svg.escape(look.hidden() ? " ".repeat(piece.width()) : piece.text());
        if (piece.kind() == Sheet.Kind.CLUSTER) {
            out.append("<b class=\"w")
                    .append(piece.width())
                    .append("\">")
                    .append(text)
                    .append("</b>");
        } else {
            out.append(text);
        }
        out.append("</span>");
    }

    private static String decoration(Look look) {
        StringBuilder lines = new StringBuilder();
        if (look.strikethrough()) {
            lines.append("line-through ");
        }
        if (look.overline()) {
            lines.append("overline ");
        }
        switch (look.underline()) {
            case NONE -> {}
            case SINGLE -> lines.append("underline ").append(Svg.color(look.line()));
            case DOUBLE -> lines.append("underline double ").append(Svg.color(look.line()));
            case CURLY -> lines.append("underline wavy ").append(Svg.color(look.line()));
            case DOTTED -> lines.append("underline dotted ").append(Svg.color(look.line()));
            case DASHED -> lines.append("underline dashed ").append(Svg.color(look.line()));
        }
        return lines.toString().strip();
    }
}
