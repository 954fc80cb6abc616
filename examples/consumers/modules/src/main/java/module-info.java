/** A program that watches another one. */
module com.example.watch {
    requires dev.wsh;

    exports com.example.watch;
}
