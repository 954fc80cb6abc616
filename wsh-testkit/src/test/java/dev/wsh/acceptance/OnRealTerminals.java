package dev.wsh.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of real programs on real terminals, with each provider; its parameter is the {@link World}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Tag("pty")
@ParameterizedTest(name = "{0}")
@EnumSource(value = World.class, mode = EnumSource.Mode.EXCLUDE, names = "FAKE")
@interface OnRealTerminals {}
