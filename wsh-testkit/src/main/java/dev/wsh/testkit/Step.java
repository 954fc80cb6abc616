package dev.wsh.testkit;

/**
 * One thing that a fake program does. Steps are made by the methods of {@link Steps} and are values: one may stand in many
 * scripts.
 */
public final class Step {

    /** What a step does to the run of the script that it stands in. */
    @FunctionalInterface
    interface Action {
        void perform(Play play);
    }

    private final String description;
    private final Action action;

    Step(String description, Action action) {
        this.description = description;
        this.action = action;
    }

    void perform(Play play) {
        action.perform(play);
    }

    /** {@return the step as it stands in the script, such as {@code out("$ ")}} */
    @Override
    public String toString() {
        return description;
    }
}
