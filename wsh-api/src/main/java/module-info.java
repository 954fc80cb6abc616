/** The public API of wsh: many real terminal sessions in one JVM. */
module dev.wsh {
    requires static org.jspecify;

    exports dev.wsh;
    exports dev.wsh.spi;

    uses dev.wsh.spi.WshProvider;
}
