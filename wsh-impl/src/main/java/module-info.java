/** The engine of wsh: exports nothing, found through {@link java.util.ServiceLoader}. */
module dev.wsh.impl {
    requires static org.jspecify;
    requires dev.wsh;
    requires pty4j;
    requires kotlin.stdlib; // of pty4j, also of what we use of it; as an automatic module it can't say so
    requires com.sun.jna;
    requires com.sun.jna.platform;
    requires org.slf4j;

    provides dev.wsh.spi.WshProvider with
            dev.wsh.impl.DefaultWshProvider;
}
