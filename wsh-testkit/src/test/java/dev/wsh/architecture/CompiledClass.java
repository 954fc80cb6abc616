package dev.wsh.architecture;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a class file refers to, read from its constant pool (JVMS 4.4), which also holds the targets of method references
 * and the types that occur in descriptors, signatures and annotations only.
 *
 * @param name internal form, {@code dev/wsh/Screen}
 * @param types names of all classes referred to, in internal form, this one included
 * @param calls all methods referred to
 */
record CompiledClass(String name, Set<String> types, Set<Call> calls) {
    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w$]+(?:/[\\w$]+)+)[;<]");

    /** A method referred to; owner and descriptor in internal form. */
    record Call(String owner, String name, String descriptor) {
        @Override
        public String toString() {
            return owner + "." + name + descriptor;
        }
    }

    String packageName() {
        return packageOf(name);
    }

    static String packageOf(String internalName) {
        int slash = internalName.lastIndexOf('/');
        return slash < 0 ? "" : internalName.substring(0, slash);
    }

    static CompiledClass parse(byte[] classFile) throws IOException {
        return new Pool(classFile).toClass();
    }

    /** The constant pool: entries of one or two indices, and texts. */
    private static final class Pool {
        private final Map<Integer, String> texts = new HashMap<>();
        private final Map<Integer, Integer> classes = new HashMap<>();
        private final Map<Integer, int[]> pairs = new HashMap<>();
        private final Set<Integer> methods = new LinkedHashSet<>();
        private final int thisClass;

        Pool(byte[] classFile) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
            if (in.readInt() != 0xCAFEBABE) {
                throw new IOException("not a class file");
            }
            in.readInt(); // version
            int count = in.readUnsignedShort();
            for (int index = 1; index < count; index++) {
                int tag = in.readUnsignedByte();
                entry(in, index, tag);
                if (tag == 5 || tag == 6) {
                    index++; // a long or a double takes two
                }
            }
            in.readUnsignedShort(); // access flags
            thisClass = in.readUnsignedShort();
        }

        private void entry(DataInputStream in, int index, int tag) throws IOException {
            switch (tag) {
                case 1 -> texts.put(index, in.readUTF());
                case 7 -> classes.put(index, in.readUnsignedShort());
                case 9, 12, 17, 18 -> pairs.put(index, pair(in));
                case 10, 11 -> {
                    pairs.put(index, pair(in));
                    methods.add(index);
                }
                case 3, 4 -> in.readInt();
                case 5, 6 -> in.readLong();
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }

        private static int[] pair(DataInputStream in) throws IOException {
            return new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
        }

        CompiledClass toClass() {
            Set<String> types = new LinkedHashSet<>();
            for (int nameIndex : classes.values()) {
                String type = text(nameIndex);
                if (!type.startsWith("[")) {
                    types.add(type);
                }
            }
            for (String text : texts.values()) {
                for (Matcher matcher = TYPE_IN_DESCRIPTOR.matcher(text); matcher.find(); ) {
                    types.add(matcher.group(1));
                }
            }
            Set<Call> calls = new LinkedHashSet<>();
            for (int method : methods) {
                int[] ownerAndSignature = pairAt(method);
                int[] signature = pairAt(ownerAndSignature[1]);
                calls.add(new Call(className(ownerAndSignature[0]), text(signature[0]), text(signature[1])));
            }
            return new CompiledClass(className(thisClass), types, calls);
        }

        private String className(int index) {
            Integer nameIndex = classes.get(index);
            return nameIndex == null ? "" : text(nameIndex);
        }

        private String text(int index) {
            return texts.getOrDefault(index, "");
        }

        private int[] pairAt(int index) {
            return pairs.getOrDefault(index, new int[2]);
        }
    }
}
