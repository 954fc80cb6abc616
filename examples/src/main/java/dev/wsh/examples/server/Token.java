package dev.wsh.examples.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The secret that a client has to show. Whoever has it can run programs as this user, so it lives in a file that nobody else
 * can read. Immutable.
 */
final class Token {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final int RANDOM_BYTES = 32;

    /** A token that was written by hand must be at least so long: 128 bits in base64. */
    private static final int SHORTEST = 22;

    private final String value;

    private Token(String value) {
        this.value = value;
    }

    /**
     * Reads the token from a file, or makes one if there is no file.
     *
     * @throws IOException if somebody else can read the file or owns it, or if it holds no token
     */
    static Token in(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            create(file);
        }
        check(file);
        String value = Files.readString(file).strip();
        if (value.length() < SHORTEST || !value.matches("[A-Za-z0-9._~+/=-]+")) {
            throw new FileSystemException(file.toString(), null, "holds no token; remove it, and a new one is made");
        }
        return new Token(value);
    }

    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.notExists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(StandardCharsets.US_ASCII.encode(value + "\n"));
        }
    }

    private static void check(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "is no regular file");
        }
        Set<PosixFilePermission> others =
                EnumSet.copyOf(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        others.removeAll(OWNER_ONLY);
        if (!others.isEmpty()) {
            throw new FileSystemException(
                    file.toString(), null, "can be read by others; make it chmod 600, or remove it for a new token");
        }
        String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
        if (!owner.equals(System.getProperty("user.name"))) {
            throw new FileSystemException(file.toString(), null, "belongs to " + owner);
        }
    }

    /** Compares in a time that does not tell how much is right. */
    boolean is(String presented) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII), presented.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the secret itself, for a link that only the user sees} */
    String value() {
        return value;
    }

    @Override
    public String toString() {
        return "Token[secret]";
    }
}
