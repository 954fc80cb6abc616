package dev.wsh;

import dev.wsh.engine.TextNode;
import java.util.function.Predicate;

/**
 * The condition that a text is shown; its value is the match. Made by {@link Conditions#text(String)} and
 * {@link Conditions#visible(String)}, and made stricter by the methods of this interface, in any order:
 *
 * <pre>{@code
 * session.await(text("error").styled(style -> style.fg().equals(Color.RED)).in(Region.rows(22, 24)));
 * }</pre>
 */
public sealed interface TextCondition extends Condition<Match> permits TextNode {

    /**
     * Asks that every cell of the match has a style, blanks between words included. More than one style must all hold. The
     * text has to stand on the screen, also if {@link Conditions#text(String)} asked for it: text that has left it has no
     * style any more. The test runs where the user's code runs, on the newest screen; it may skip some.
     *
     * @param style a test of a style; an exception fails the wait
     * @return the stricter condition
     */
    TextCondition styled(Predicate<? super Style> style);

    /**
     * Asks that every cell of the match is inside a region. More than one region must all hold. The text has to stand on
     * the screen: text that has left it is in no region.
     *
     * @param region where
     * @return the stricter condition
     */
    TextCondition in(Region region);

    /**
     * Takes upper and lower case as the same, in all scripts.
     *
     * @return the wider condition
     */
    TextCondition ignoringCase();

    /**
     * Asks for text that the terminal did not merely echo: a match all of whose cells stand in the echo of what was typed is
     * none. The echo is known by where it stands: from where the cursor was when something was typed, or behind a prompt
     * that came later, what reads as the typed text, up to the end of its line; an echo that has come in part is echo, too.
     * What is shown of history and completion keys is taken for echo up to the end of the line. Of many inputs those of the
     * last 256 lines are known.
     *
     * @return the stricter condition
     */
    TextCondition notEcho();

    /**
     * Asks that at least one cell of the match was written after a mark.
     *
     * @param mark a mark of the session that will be waited for
     * @return the stricter condition
     */
    @Override
    TextCondition since(Mark mark);
}
