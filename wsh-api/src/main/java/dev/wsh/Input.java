package dev.wsh;

import java.nio.ByteBuffer;
import java.util.Objects;

/** One piece of input. It is encoded at the moment it is accepted, by the modes of the terminal then in force. */
public sealed interface Input permits Key, Mouse, Input.Text, Input.Paste, Input.Bytes {

    /**
     * Text as typed: each character as its key would send it; {@code \n} is the Enter key.
     *
     * @param typed the text
     * @return the input
     */
    static Input text(String typed) {
        return new Text(typed);
    }

    /**
     * Text as xterm pastes it: in brackets where the program has asked for them (mode 2004), {@code \n} and {@code \r\n}
     * as carriage return, and a blank for each control character that a terminal takes for a key: NUL, EOT, ENQ, BS, ESC
     * and DEL. Nothing in the text closes the brackets.
     *
     * @param text the text
     * @return the input
     */
    static Input paste(String text) {
        return new Paste(text, /* raw= */ false);
    }

    /**
     * Text as pasted, but with its newlines and control characters as they stand: in brackets where the program has asked
     * for them (mode 2004). The ESC of what would close the brackets is a blank.
     *
     * @param text the text
     * @return the input
     */
    static Input rawPaste(String text) {
        return new Paste(text, /* raw= */ true);
    }

    /**
     * Raw bytes, sent as they are.
     *
     * @param raw the bytes; copied
     * @return the input
     */
    static Input bytes(byte... raw) {
        return new Bytes(ByteBuffer.wrap(raw.clone()));
    }

    /**
     * See {@link Input#text}.
     *
     * @param text the text
     */
    record Text(String text) implements Input {
        /** Checks the text. */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * See {@link Input#paste} and {@link Input#rawPaste}.
     *
     * @param text the text
     * @param raw whether newlines and control characters go as they stand
     */
    record Paste(String text, boolean raw) implements Input {
        /** Checks the text. */
        public Paste {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * See {@link Input#bytes}.
     *
     * @param raw the bytes; read-only, from position 0 to the limit
     */
    record Bytes(ByteBuffer raw) implements Input {
        /** Copies the bytes. */
        public Bytes {
            ByteBuffer copy = ByteBuffer.allocate(raw.remaining());
            raw = copy.put(raw.duplicate()).flip().asReadOnlyBuffer();
        }

        /**
         * Returns the bytes.
         *
         * @return a read-only view of its own
         */
        @Override
        public ByteBuffer raw() {
            return raw.duplicate();
        }
    }
}
