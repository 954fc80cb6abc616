package dev.wsh;

/** An option of {@link Session#run(String, RunOption...)}. */
public sealed interface RunOption {

    /** Fail with {@link UncertainResultException} unless the shell itself tells the command's status. */
    RunOption STRICT = new Strict();

    /**
     * Keeps at most so much of the command's output; {@link Output#droppedBytes} tells what was cut.
     *
     * @param bytes at least 1
     * @return the option
     */
    static RunOption outputLimit(long bytes) {
        return new OutputLimit(bytes);
    }

    /** See {@link RunOption#STRICT}. */
    record Strict() implements RunOption {}

    /**
     * See {@link RunOption#outputLimit}.
     *
     * @param bytes at least 1
     */
    record OutputLimit(long bytes) implements RunOption {

        /**
         * Checks the limit.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public OutputLimit {
            if (bytes < 1) {
                throw new IllegalArgumentException("output limit " + bytes + " is less than 1 byte");
            }
        }
    }
}
