import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Looks at a folder to which {@code -Prelease deploy} has put a release, as Maven Central would: {@code java
 * .ci/ReleaseCheck.java target/staging [--dry-run] [--unsigned]}. Ends with 1 and names what is wrong.
 *
 * <p>A dry run may have the placeholder of the project's address and a snapshot's version, and says so.
 */
public final class ReleaseCheck {

    private static final String PLACEHOLDER = "https://wsh.example";
    private static final List<String> LIBRARIES = List.of("wsh-api", "wsh-impl", "wsh-testkit");
    private static final List<String> SUMS = List.of("md5:MD5", "sha1:SHA-1", "sha256:SHA-256", "sha512:SHA-512");

    private final Path staging;
    private final boolean dryRun;
    private final boolean signed;
    private final List<String> wrong = new ArrayList<>();
    private final TreeSet<String> notes = new TreeSet<>();
    private final Map<String, Document> poms = new HashMap<>();

    private ReleaseCheck(Path staging, boolean dryRun, boolean signed) {
        this.staging = staging;
        this.dryRun = dryRun;
        this.signed = signed;
    }

    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args).subList(1, args.length);
        ReleaseCheck check =
                new ReleaseCheck(Path.of(args[0]), options.contains("--dry-run"), !options.contains("--unsigned"));
        check.run();
        check.notes.forEach(note -> System.out.println("NOTE: " + note));
        check.wrong.forEach(problem -> System.out.println("WRONG: " + problem));
        System.out.println(check.wrong.isEmpty() ? "the release is complete" : check.wrong.size() + " problems");
        System.exit(check.wrong.isEmpty() ? 0 : 1);
    }

    private void run() throws Exception {
        Path group = staging.resolve("dev/wsh");
        expect(Files.isDirectory(group), "nothing was deployed to " + group);
        if (!Files.isDirectory(group)) {
            return;
        }
        TreeSet<String> there = new TreeSet<>();
        try (Stream<Path> folders = Files.list(group)) {
            folders.filter(Files::isDirectory).forEach(folder -> there.add(folder.getFileName().toString()));
        }
        TreeSet<String> wanted = new TreeSet<>(LIBRARIES);
        wanted.add("wsh-parent");
        expect(there.equals(wanted), "published are " + there + ", not " + wanted);
        module(group.resolve("wsh-parent"));
        for (String library : LIBRARIES) {
            module(group.resolve(library));
        }
        if (!signed) {
            notes.add("nothing is signed: there is no gpg");
        }
    }

    private void module(Path folder) throws Exception {
        String name = folder.getFileName().toString();
        List<Path> found = files(folder).filter(file -> file.toString().endsWith(".pom")).toList();
        expect(found.size() == 1, name + ": not one pom but " + found);
        if (found.size() != 1) {
            return;
        }
        Path pom = found.get(0);
        String fileName = pom.getFileName().toString();
        Path base = pom.resolveSibling(fileName.substring(0, fileName.length() - ".pom".length()));
        describes(name, pom);
        if (!name.equals("wsh-parent")) {
            holds(base, ".jar", "module-info.class", "META-INF/LICENSE");
            holds(base, "-sources.jar", "module-info.java", "META-INF/LICENSE");
            holds(base, "-javadoc.jar", "index.html");
        }
        for (Path file : files(pom.getParent())
                .filter(each -> each.toString().matches(".*\\.(jar|pom)"))
                .toList()) {
            sums(file);
            signature(file);
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }

    private void holds(Path base, String suffix, String... entries) throws IOException {
        Path jar = base.resolveSibling(base.getFileName() + suffix);
        expect(Files.exists(jar), jar.getFileName() + " is missing");
        if (!Files.exists(jar)) {
            return;
        }
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            for (String entry : entries) {
                expect(Files.exists(zip.getPath(entry)), jar.getFileName() + " has no " + entry);
            }
        }
    }

    /** What Maven Central asks of each pom, its parent's included. */
    private void describes(String name, Path file) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        poms.put(name, pom);
        for (String path : List.of(
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "scm/connection",
                "scm/developerConnection",
                "scm/url")) {
            String value = text(pom, path);
            if (value.isEmpty() && !path.equals("name") && !path.equals("description")) {
                value = text(poms.getOrDefault("wsh-parent", pom), path);
            }
            String site = text(poms.getOrDefault("wsh-parent", pom), "properties/project.site");
            value = value.replace("${project.site}", site);
            expect(!value.isEmpty(), name + ": the pom has no " + path);
            expect(!value.contains("${"), name + ": " + path + " is " + value);
            if (value.contains(PLACEHOLDER)) {
                mayStand("the project's address is the placeholder " + PLACEHOLDER
                        + "; a real release sets project.site in pom.xml, not on the command line");
            }
        }
        if (file.toString().contains("-SNAPSHOT")) {
            mayStand("the version is a snapshot's");
        }
    }

    private static String text(Document pom, String path) {
        Node at = pom.getDocumentElement();
        for (String step : path.split("/")) {
            Node next = null;
            for (Node child = at.getFirstChild(); child != null && next == null; child = child.getNextSibling()) {
                next = child instanceof Element && child.getNodeName().equals(step) ? child : null;
            }
            if (next == null) {
                return "";
            }
            at = next;
        }
        return at.getTextContent().strip();
    }

    private void sums(Path file) throws IOException, NoSuchAlgorithmException {
        byte[] bytes = Files.readAllBytes(file);
        for (String sum : SUMS) {
            String suffix = sum.substring(0, sum.indexOf(':'));
            Path beside = file.resolveSibling(file.getFileName() + "." + suffix);
            boolean must = suffix.equals("md5") || suffix.equals("sha1");
            expect(!must || Files.exists(beside), beside.getFileName() + " is missing");
            if (Files.exists(beside)) {
                String right = HexFormat.of()
                        .formatHex(MessageDigest.getInstance(sum.substring(sum.indexOf(':') + 1)).digest(bytes));
                expect(Files.readString(beside).strip().equals(right), beside.getFileName() + " is wrong");
            }
        }
    }

    private void signature(Path file) throws IOException, InterruptedException {
        if (!signed) {
            return;
        }
        Path signature = file.resolveSibling(file.getFileName() + ".asc");
        expect(Files.exists(signature), signature.getFileName() + " is missing");
        if (Files.exists(signature)) {
            Process gpg = new ProcessBuilder("gpg", "--batch", "--verify", signature.toString(), file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(gpg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            expect(gpg.waitFor() == 0, signature.getFileName() + ": " + said);
        }
    }

    private void mayStand(String what) {
        if (dryRun) {
            notes.add(what);
        } else {
            wrong.add(what);
        }
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            wrong.add(what);
        }
    }
}
