package dev.wsh;

import java.io.Serial;
import java.util.Objects;

/** A live session has that name already. */
public final class NameConflictException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * Creates the exception.
     *
     * @param name the name that is taken
     */
    public NameConflictException(String name) {
        super(
                "a live session is already named \"" + Objects.requireNonNull(name, "name")
                        + "\"; choose another name or leave it out",
                null);
        this.name = name;
    }

    /** {@return the name that is taken} */
    public String name() {
        return name;
    }
}
