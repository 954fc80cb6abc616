package dev.wsh.impl.wait;

import dev.wsh.Match;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The looks for text. */
final class TextLooks {

    private TextLooks() {}

    /** True once the text was shown, also in a line that has scrolled past; stays true. */
    static final class Shown extends Look<Match> {
        private final TextSearch search;
        private boolean lookedBack;
        private @Nullable Match found;

        Shown(TextSearch search) {
            this.search = search;
        }

        @Override
        Answer<Match> look(Moment moment) {
            if (found == null) {
                found = search(moment).orElse(null);
            }
            return Answer.of(Optional.ofNullable(found));
        }

        private Optional<Match> search(Moment moment) {
            if (!lookedBack) {
                lookedBack = true;
                Optional<Match> earlier = search.inHistory(moment.subject().history(), moment.screen());
                if (earlier.isPresent()) {
                    return earlier;
                }
            }
            Optional<Match> left = search.inLeft(moment.left(), moment.screen());
            return left.isPresent() ? left : search.onScreen(moment.screen());
        }

        @Override
        boolean needsLeavingRows() {
            return true;
        }
    }

    /** True while the text stands on the screen. */
    static final class Visible extends Look<Match> {
        private final TextSearch search;

        Visible(TextSearch search) {
            this.search = search;
        }

        @Override
        Answer<Match> look(Moment moment) {
            return Answer.of(search.onScreen(moment.screen()));
        }
    }
}
