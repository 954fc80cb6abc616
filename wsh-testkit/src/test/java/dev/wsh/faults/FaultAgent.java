package dev.wsh.faults;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Lets the engine's classes ask {@link Faults} before each system call, or before each allocation, as they are loaded. The
 * JVM must not verify them, since a call that is left out is a jump without a frame.
 */
final class FaultAgent implements ClassFileTransformer {

    private static final String FAULTS = "dev/wsh/faults/Faults";

    /** What the engine calls of the C library. */
    private static final Set<String> LIBRARIES = Set.of(
            "dev/wsh/impl/pty/LibC",
            "dev/wsh/impl/pty/LibEpoll",
            "dev/wsh/impl/pty/LibSpawn",
            "dev/wsh/impl/pty/PidFd",
            "dev/wsh/impl/pty/ProcRoot",
            "dev/wsh/impl/pty/Orphans");

    /** Can't fail, or not without having done what they are to do. */
    private static final Set<String> CANNOT_FAIL = Set.of(
            "close",
            "getpid",
            "getsid",
            "getpgid",
            "strerror",
            "_exit",
            "clock_gettime",
            "pause",
            "errno",
            "pthread_sigmask");

    private final boolean calls;

    private FaultAgent(boolean calls) {
        this.calls = calls;
    }

    static void install(Instrumentation jvm, boolean calls) {
        jvm.addTransformer(new FaultAgent(calls));
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] code) {
        if (!name.startsWith("dev/wsh/impl/")) {
            return null;
        }
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String method, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
                        return method.equals("<clinit>") ? next : new Places(next, name, method);
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** One method, whose places are named by their class, method and order. */
    private final class Places extends MethodVisitor {
        private final String where;
        private int count;

        Places(MethodVisitor next, String owner, String method) {
            super(Opcodes.ASM9, next);
            this.where = owner.substring(owner.lastIndexOf('/') + 1) + "." + method;
        }

        private String place(String what) {
            return where + "#" + ++count + " " + what;
        }

        private void allocates(String what) {
            if (!calls) {
                super.visitLdcInsn(place(what));
                super.visitMethodInsn(Opcodes.INVOKESTATIC, FAULTS, "allocates", "(Ljava/lang/String;)V", false);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            super.visitTypeInsn(opcode, type); // first: frames name the place of a NEW
            if (opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY) {
                allocates(type.substring(type.lastIndexOf('/') + 1));
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                allocates("array");
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            if (Type.getArgumentTypes(descriptor).length > 0) { // one that captures nothing is made once
                allocates(name);
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (!calls || opcode != Opcodes.INVOKESTATIC || !LIBRARIES.contains(owner)) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            } else if (name.equals("errno")) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, FAULTS, "errno", "(I)I", false);
            } else if (CANNOT_FAIL.contains(name) || !isCall(descriptor)) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            } else {
                callOrFail(owner, name, descriptor, isInterface);
            }
        }

        private boolean isCall(String descriptor) {
            int result = Type.getReturnType(descriptor).getSort();
            return result == Type.INT || result == Type.LONG;
        }

        private void callOrFail(String owner, String name, String descriptor, boolean isInterface) {
            Label made = new Label();
            Label after = new Label();
            super.visitLdcInsn(place(name));
            super.visitLdcInsn(name);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, FAULTS, "fails", "(Ljava/lang/String;Ljava/lang/String;)Z", false);
            super.visitJumpInsn(Opcodes.IFEQ, made);
            Type[] arguments = Type.getArgumentTypes(descriptor);
            for (int i = arguments.length - 1; i >= 0; i--) {
                super.visitInsn(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
            }
            if (Type.getReturnType(descriptor).getSort() == Type.LONG) {
                super.visitLdcInsn(-1L);
            } else if (name.startsWith("posix_spawn")) { // these return the number of the error
                super.visitLdcInsn(Faults.errnoOf(name));
            } else {
                super.visitInsn(Opcodes.ICONST_M1);
            }
            super.visitJumpInsn(Opcodes.GOTO, after);
            super.visitLabel(made);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, isInterface);
            super.visitLabel(after);
        }
    }
}
