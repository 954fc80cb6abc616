package dev.wsh.impl.run;

import dev.wsh.RunOption;
import dev.wsh.engine.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A command and how it shall run.
 *
 * @param command the command as it was given
 * @param strict fail rather than infer
 * @param outputLimit how many bytes of output are kept
 * @param timeLimit after which it is interrupted
 */
record Wanted(String command, boolean strict, long outputLimit, Optional<Duration> timeLimit) {

    /** How much of a command a message shows. */
    private static final int SHOWN = 80;

    static Wanted of(String command, RunOption... options) {
        boolean strict = false;
        long outputLimit = RunOption.OUTPUT_LIMIT;
        Optional<Duration> timeLimit = Optional.empty();
        for (RunOption option : options) {
            Objects.requireNonNull(option, "option");
            if (option instanceof RunOption.Strict) {
                strict = true;
            } else if (option instanceof RunOption.OutputLimit limit) {
                outputLimit = limit.bytes();
            } else if (option instanceof RunOption.TimeLimit limit) {
                timeLimit = Optional.of(Durations.cut(limit.limit()));
            }
        }
        return new Wanted(command, strict, outputLimit, timeLimit);
    }

    /** The command as a file has it: its last line ends. */
    String lines() {
        return command.endsWith("\n") ? command : command + "\n";
    }

    /** {@return the command for a message, on one line} */
    String shown() {
        String line = command.strip().replaceAll("\\p{Cntrl}+", " ");
        return "\"" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "\"";
    }
}
