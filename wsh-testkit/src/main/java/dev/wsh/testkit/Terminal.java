package dev.wsh.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a session for a parameter of type {@link dev.wsh.Session}, or gives an {@link dev.wsh.Emulator} its size. Exactly
 * one of {@link #value}, {@link #shell} and {@link #resource} says what a session runs.
 *
 * <p>Unless {@link #userEnvironment} is set the program finds the locale {@code C.UTF-8}, an empty home and working folder,
 * which the test's other sessions share and which is deleted after the test, and a bare {@code bash}, {@code zsh} or
 * {@code fish} reads no files of the user's.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Terminal {

    /** {@return the program and its arguments} */
    String[] value() default {};

    /** {@return a line for {@code /bin/sh -c}} */
    String shell() default "";

    /**
     * {@return the name of a script, a resource beside the test class; it is copied into the working folder, made
     * executable and run}
     */
    String resource() default "";

    /** {@return the height of the screen, 1 to 1000} */
    int rows() default 24;

    /** {@return the width of the screen, 1 to 1000} */
    int cols() default 80;

    /** {@return variables, each as {@code NAME=value}} */
    String[] env() default {};

    /** {@return the name of the session; empty for that of the program} */
    String name() default "";

    /** {@return the tags of the session} */
    String[] tags() default {};

    /** {@return a text that the session is ready at: the test begins once it is on the screen; empty begins at once} */
    String ready() default "";

    /** {@return true to run with the user's own home, locale and working folder} */
    boolean userEnvironment() default false;
}
