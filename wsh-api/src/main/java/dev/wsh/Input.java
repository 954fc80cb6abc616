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
     * Text as pasted: in brackets where the program has asked for them (mode 2004), with what would close the brackets
     * removed; else with {@code \n} as carriage return.
     *
     * @param text the text
     * @return the input
     */
    static Input paste(String text) {
        return new Paste(text);
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
     * See {@link Input#paste}.
     *
     * @param text the text
     */
    record Paste(String text) implements Input {
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
