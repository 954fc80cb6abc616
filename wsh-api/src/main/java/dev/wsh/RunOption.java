package dev.wsh;

import java.time.Duration;
import java.util.Objects;

/** An option of {@link Session#run(String, RunOption...)}. */
public sealed interface RunOption {

    /** How many bytes of output a command keeps without {@link #outputLimit}: 16 MiB. */
    long OUTPUT_LIMIT = 16L << 20;

    /** The greatest {@link #outputLimit}: 512 MiB. */
    long MAX_OUTPUT_LIMIT = 512L << 20;

    /** Fail with {@link UncertainResultException} rather than infer that a command has ended. */
    RunOption STRICT = new Strict();

    /**
     * Keeps at most so much of the command's output, its end; {@link Output#droppedBytes} tells what was cut. Without this
     * it is {@value #OUTPUT_LIMIT} bytes.
     *
     * @param bytes 1 to {@value #MAX_OUTPUT_LIMIT}
     * @return the option
     */
    static RunOption outputLimit(long bytes) {
        return new OutputLimit(bytes);
    }

    /**
     * Interrupts the command when it has run for so long. The result then has what it printed until it ended, and
     * {@link CommandResult#timedOut}. If the command takes no notice of the interrupt for two seconds, the run fails with
     * {@link WaitTimeoutException}, and the command still runs.
     *
     * @param limit positive
     * @return the option
     */
    static RunOption timeLimit(Duration limit) {
        return new TimeLimit(limit);
    }

    /** See {@link RunOption#STRICT}. */
    record Strict() implements RunOption {}

    /**
     * See {@link RunOption#outputLimit}.
     *
     * @param bytes 1 to {@value #MAX_OUTPUT_LIMIT}
     */
    record OutputLimit(long bytes) implements RunOption {

        /**
         * Checks the limit.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public OutputLimit {
            if (bytes < 1 || bytes > MAX_OUTPUT_LIMIT) {
                throw new IllegalArgumentException(
                        "output limit " + bytes + " is not between 1 and " + MAX_OUTPUT_LIMIT + " bytes");
            }
        }
    }

    /**
     * See {@link RunOption#timeLimit}.
     *
     * @param limit positive
     */
    record TimeLimit(Duration limit) implements RunOption {

        /**
         * Checks the limit.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public TimeLimit {
            Objects.requireNonNull(limit, "limit");
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("limit of time " + limit + " is not positive");
            }
        }
    }
}
