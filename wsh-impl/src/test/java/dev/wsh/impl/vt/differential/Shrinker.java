package dev.wsh.impl.vt.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a stream smaller as long as something holds of it. Stateless. */
final class Shrinker {

    private Shrinker() {}

    /** The smallest stream that is found by leaving out tokens, cuts, characters, rows and columns. */
    static TokenStream shrink(TokenStream stream, Predicate<TokenStream> holds) {
        TokenStream best = stream;
        for (boolean smaller = true; smaller; ) {
            smaller = false;
            for (TokenStream candidate = next(best, holds); candidate != null; candidate = next(best, holds)) {
                best = candidate;
                smaller = true;
            }
        }
        return best;
    }

    private static @org.jspecify.annotations.Nullable TokenStream next(
            TokenStream stream, Predicate<TokenStream> holds) {
        for (TokenStream candidate : smaller(stream)) {
            if (holds.test(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static List<TokenStream> smaller(TokenStream stream) {
        List<Token> tokens = stream.tokens();
        List<TokenStream> all = new ArrayList<>();
        for (int size = tokens.size() / 2; size > 0; size /= 2) {
            for (int from = 0; from + size <= tokens.size(); from += size) {
                List<Token> fewer = new ArrayList<>(tokens);
                fewer.subList(from, from + size).clear();
                all.add(stream.with(fewer));
            }
        }
        if (stream.rows() > 1) {
            all.add(stream.sized(stream.rows() - 1, stream.cols()));
        }
        if (stream.cols() > 2) {
            all.add(stream.sized(stream.rows(), stream.cols() - 1));
        }
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.cut() != 0) {
                all.add(replaced(stream, i, new Token(token.text(), 0)));
            } else {
                String text = token.text();
                for (int at = 0; text.length() > 1 && at < text.length(); at++) {
                    if (!Character.isSurrogate(text.charAt(at))) {
                        String shorter = text.substring(0, at) + text.substring(at + 1);
                        all.add(replaced(stream, i, new Token(shorter, 0)));
                    }
                }
            }
        }
        return all;
    }

    private static TokenStream replaced(TokenStream stream, int at, Token token) {
        List<Token> tokens = new ArrayList<>(stream.tokens());
        tokens.set(at, token);
        return stream.with(tokens);
    }
}
