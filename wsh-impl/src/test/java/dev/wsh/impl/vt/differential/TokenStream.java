package dev.wsh.impl.vt.differential;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What both terminals are fed, and the size of their screens.
 *
 * @param seed from which {@link StreamGenerator} makes it
 */
record TokenStream(long seed, int rows, int cols, List<Token> tokens) {

    TokenStream {
        tokens = List.copyOf(tokens);
    }

    TokenStream with(List<Token> others) {
        return new TokenStream(seed, rows, cols, others);
    }

    TokenStream sized(int otherRows, int otherCols) {
        return new TokenStream(seed, otherRows, otherCols, tokens);
    }

    TokenStream until(int end) {
        return with(tokens.subList(0, end));
    }

    /** The line of a driver's request. */
    String request() {
        return rows + " " + cols + " " + tokens.stream().map(Token::request).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return rows + "x" + cols + ": " + tokens.stream().map(Token::toString).collect(Collectors.joining(" "));
    }
}
