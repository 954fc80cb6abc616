package dev.wsh;

import dev.wsh.engine.Checks;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One piece of input. It is encoded at the moment it is accepted, by the modes of the terminal then in force. Its
 * {@code toString} is what a failed wait shows of it.
 */
public sealed interface Input
        permits Key,
                Mouse,
                Input.Text,
                Input.Secret,
                Input.Paste,
                Input.Bytes,
                Input.Focus,
                Input.Pause,
                Input.Sequence {

    /** {@return the news that the terminal has gained the focus; refused where the program has not asked for it (mode 1004)} */
    static Input focusIn() {
        return new Focus(/* gained= */ true);
    }

    /** {@return the news that the terminal has lost the focus; refused where the program has not asked for it (mode 1004)} */
    static Input focusOut() {
        return new Focus(/* gained= */ false);
    }

    /**
     * Text as typed: each character as its key would send it; {@code \n} is the Enter key.
     *
     * @param typed the text
     * @return the input
     */
    static Input text(String typed) {
        return new Text(Objects.requireNonNull(typed, "typed"));
    }

    /**
     * Text as typed, of which nothing is told: failed waits, observers, recordings and logs show {@code secret} in its
     * place. What the program prints of it is shown as any output is; wait for {@link Conditions#echoOff} before.
     *
     * @param typed the text
     * @return the input
     */
    static Input secret(String typed) {
        return new Secret(Objects.requireNonNull(typed, "typed"));
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
     * Time without input: what follows is written to the program so long after what stands before it. An Escape that is
     * followed at once by a key is Alt and that key; with a pause between them it is not. What is sent later waits too,
     * but not the terminal's answers to queries, signals and resizes. Nothing for an {@link Emulator}, which has no clock.
     *
     * @param length zero or more
     * @return the input
     * @throws IllegalArgumentException if it is negative
     */
    static Input pause(Duration length) {
        return new Pause(length);
    }

    /**
     * Several inputs as one, one after the other.
     *
     * @param inputs the inputs
     * @return the input
     * @throws IllegalArgumentException if there are more than {@value Sequence#MOST}
     */
    static Input sequence(Input... inputs) {
        return new Sequence(Checks.requireAll("inputs", inputs));
    }

    /**
     * Returns this input several times, as one.
     *
     * @param count 1 or more
     * @return the input
     * @throws IllegalArgumentException if it is less than 1, or there are more than {@value Sequence#MOST} inputs then
     */
    default Input times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("an input can't be sent " + count + " times; at least once");
        }
        Sequence.requireFew((long) count * Sequence.count(this));
        return count == 1 ? this : new Sequence(Collections.nCopies(count, this));
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

        /** {@return the text in quotes, shortened} */
        @Override
        public String toString() {
            return InputWords.quoted(text);
        }
    }

    /**
     * See {@link Input#secret}.
     *
     * @param text the text
     */
    record Secret(String text) implements Input {
        /** Checks the text. */
        public Secret {
            Objects.requireNonNull(text, "text");
        }

        /** {@return a word that tells nothing of the text, not even its length} */
        @Override
        public String toString() {
            return "secret";
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

        /** {@return the text in quotes, shortened} */
        @Override
        public String toString() {
            return "paste " + InputWords.quoted(text);
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

        /** {@return the bytes, as a read-only view of their own} */
        @Override
        public ByteBuffer raw() {
            return raw.duplicate();
        }

        /** {@return how many bytes} */
        @Override
        public String toString() {
            return raw.remaining() + (raw.remaining() == 1 ? " byte" : " bytes");
        }
    }

    /**
     * See {@link Input#focusIn} and {@link Input#focusOut}.
     *
     * @param gained whether the terminal gains the focus
     */
    record Focus(boolean gained) implements Input {
        /** {@return what happens to the focus} */
        @Override
        public String toString() {
            return gained ? "focus in" : "focus out";
        }
    }

    /**
     * See {@link Input#pause}.
     *
     * @param length zero or more
     */
    record Pause(Duration length) implements Input {
        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Pause {
            if (length.isNegative()) {
                throw new IllegalArgumentException("a pause of " + length + " is negative");
            }
        }

        /** {@return how long it is} */
        @Override
        public String toString() {
            return "pause of " + Evidence.readable(length);
        }
    }

    /**
     * See {@link Input#sequence}.
     *
     * @param inputs the inputs
     */
    record Sequence(List<Input> inputs) implements Input {

        /** How many inputs one can have, those of sequences in it counted; protects whoever mistypes a number. */
        public static final int MOST = 1_000_000;

        private static final int MOST_SHOWN = 20;

        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if there are too many
         */
        public Sequence {
            inputs = Checks.copyOf(inputs, "inputs");
            long all = 0;
            for (Input each : inputs) {
                all += count(each);
                requireFew(all);
            }
        }

        private static long count(Input input) {
            long all = 1;
            if (input instanceof Sequence sequence) {
                all = 0;
                for (Input each : sequence.inputs) {
                    all += count(each);
                }
            }
            return all;
        }

        private static void requireFew(long all) {
            if (all > MOST) {
                throw new IllegalArgumentException(
                        all + " inputs in one are more than " + MOST + "; send them piece by piece");
            }
        }

        /** {@return the inputs in words} */
        @Override
        public String toString() {
            String shown =
                    inputs.stream().limit(MOST_SHOWN).map(Input::toString).collect(Collectors.joining(" "));
            return inputs.size() > MOST_SHOWN ? shown + " and " + (inputs.size() - MOST_SHOWN) + " more" : shown;
        }
    }
}
