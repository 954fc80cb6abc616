package dev.wsh.impl;

import java.util.Optional;

/** What the kernel can be given as an argument or a variable. Stateless. */
final class SpecText {

    /** A byte that is no part of UTF-8 stands as U+DC00 plus itself, in what is inherited and in what is made of that. */
    private static final int FIRST_BYTE = 0xDC80;

    private static final int LAST_BYTE = 0xDCFF;

    private SpecText() {}

    /** Says what would be right, if a text can't be given to a process. */
    static Optional<String> expected(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("text without NUL");
        }
        boolean half = text.codePoints()
                .anyMatch(each -> each >= Character.MIN_SURROGATE
                        && each <= Character.MAX_SURROGATE
                        && !(each >= FIRST_BYTE && each <= LAST_BYTE));
        return half ? Optional.of("text without half of a surrogate pair, which is no character") : Optional.empty();
    }
}
