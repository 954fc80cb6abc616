package dev.wsh.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test of commands in each real shell, with each provider; its parameters are the {@link World} and the {@link RunShell}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Tag("pty")
@ParameterizedTest(name = "{0} {1}")
@MethodSource("dev.wsh.acceptance.RunShell#inEachWorld")
@interface InRunShells {}
