package dev.wsh;

import dev.wsh.engine.Printable;
import java.io.Serial;
import java.util.Objects;

/** A name, tag, size, directory, environment variable or argument is not allowed; nothing was started or changed. */
public final class InvalidSpecException extends WshException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 200;

    private final String field;
    private final String value;
    private final String expected;

    /**
     * Creates the exception.
     *
     * @param field what is wrong: {@code name}, {@code tag}, {@code size}, {@code cwd}, {@code env}, {@code argv} …
     * @param value its value
     * @param expected what would be right
     */
    public InvalidSpecException(String field, String value, String expected) {
        super(
                field + " " + Printable.quoted(Objects.requireNonNull(value, "value"), MOST_SHOWN)
                        + " is not allowed; expected " + expected,
                null);
        this.field = Objects.requireNonNull(field, "field");
        this.value = Objects.requireNonNull(value, "value");
        this.expected = Objects.requireNonNull(expected, "expected");
    }

    /** {@return the name of the field that is wrong} */
    public String field() {
        return field;
    }

    /** {@return the value that is not allowed, as text} */
    public String value() {
        return value;
    }

    /** {@return what would be right} */
    public String expected() {
        return expected;
    }
}
