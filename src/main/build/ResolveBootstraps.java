import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Build step: writes out what javac leaves to bootstrap methods, for `switch` over types and for `equals` and `hashCode` of records.
///
/// javac compiles both to an `invokedynamic` that spins classes when it is first met, and no cache keeps those: the first switch costs a short run some 15 ms and each
/// further one 1 to 2 ms, the first `hashCode` of a record some 10 ms. The methods made here answer as the bootstraps do: `SwitchBootstraps.typeSwitch` for labels that
/// are classes (-1 for null, else the first label at or after the start index that fits, else their number), `ObjectMethods` by comparing and hashing field by field.
/// Switches with other labels, and `toString`, stay as they are.
///
/// Argument: the folder of class files, which are rewritten in place. The class path must hold what they refer to.
class ResolveBootstraps {
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

    private record Resolved(String method, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

    public static void main(String[] args) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        int calls = 0;
        for (Path file : classes) {
            ClassModel model = ClassFile.of().parse(file);
            List<Resolved> resolved = new ArrayList<>();
            byte[] rewritten = rewrite(model, resolved);
            if (!resolved.isEmpty()) {
                Files.write(file, rewritten);
                calls += resolved.size();
            }
        }
        System.out.println("Resolved " + calls + " bootstraps in " + classes.size() + " classes");
    }

    private static byte[] rewrite(ClassModel model, List<Resolved> resolved) {
        ClassDesc owner = model.thisClass().asSymbol();
        boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
        CodeTransform calls = (code, element) -> {
            Consumer<CodeBuilder> body = element instanceof InvokeDynamicInstruction call ? body(call) : null;
            if (body == null) {
                code.with(element);
            } else {
                InvokeDynamicInstruction call = (InvokeDynamicInstruction) element;
                Resolved one = new Resolved(call.name().stringValue() + "$" + resolved.size(), call.typeSymbol(), body);
                resolved.add(one);
                code.invokestatic(owner, one.method, one.type, isInterface);
            }
        };
        return ClassFile.of().transformClass(model, ClassTransform.transformingMethodBodies(calls).andThen(ClassTransform.endHandler(builder -> {
            for (Resolved one : resolved) {
                builder.withMethodBody(one.method, one.type, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, one.body);
            }
        })));
    }

    /// The method that takes the place of a call, or null for a call that stays.
    private static Consumer<CodeBuilder> body(InvokeDynamicInstruction call) {
        ClassDesc bootstraps = call.bootstrapMethod().owner();
        List<ConstantDesc> args = call.bootstrapArgs();
        if (bootstraps.equals(SWITCHES) && call.bootstrapMethod().methodName().equals("typeSwitch") && !call.typeSymbol().parameterType(0).isPrimitive()
                && args.stream().allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive())) {
            return code -> typeSwitch(code, args.stream().map(ClassDesc.class::cast).toList());
        }
        if (bootstraps.equals(RECORDS) && !call.name().equalsString("toString")) {
            ClassDesc type = (ClassDesc) args.getFirst();
            List<DirectMethodHandleDesc> getters = args.stream().filter(DirectMethodHandleDesc.class::isInstance).map(DirectMethodHandleDesc.class::cast).toList();
            return call.name().equalsString("equals") ? code -> recordEquals(code, type, getters) : code -> recordHash(code, type, getters);
        }
        return null;
    }

    private static void typeSwitch(CodeBuilder code, List<ClassDesc> labels) {
        var present = code.newLabel();
        code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
        for (int i = 0; i < labels.size(); i++) {
            var next = code.newLabel();
            code.iload(1).loadConstant(Integer.valueOf(i)).if_icmpgt(next).aload(0).instanceOf(labels.get(i)).ifeq(next).loadConstant(Integer.valueOf(i)).ireturn()
                    .labelBinding(next);
        }
        code.loadConstant(Integer.valueOf(labels.size())).ireturn();
    }

    private static void recordEquals(CodeBuilder code, ClassDesc type, List<DirectMethodHandleDesc> getters) {
        var differ = code.newLabel();
        var same = code.newLabel();
        code.aload(0).aload(1).if_acmpeq(same).aload(1).instanceOf(type).ifeq(differ).aload(1).checkcast(type).astore(2);
        for (DirectMethodHandleDesc getter : getters) {
            ClassDesc field = fieldType(getter);
            code.aload(0).getfield(type, getter.methodName(), field).aload(2).getfield(type, getter.methodName(), field);
            if (field.isPrimitive()) {
                ClassDesc box = box(field);
                code.invokestatic(box, "compare", MethodTypeDesc.of(ConstantDescs.CD_int, field, field)).ifne(differ);
            } else {
                code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object)).ifeq(differ);
            }
        }
        code.labelBinding(same).iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
    }

    private static void recordHash(CodeBuilder code, ClassDesc type, List<DirectMethodHandleDesc> getters) {
        code.iconst_0();
        for (DirectMethodHandleDesc getter : getters) {
            ClassDesc field = fieldType(getter);
            code.bipush(31).imul().aload(0).getfield(type, getter.methodName(), field);
            if (field.isPrimitive()) {
                code.invokestatic(box(field), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, field));
            } else {
                code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    private static ClassDesc fieldType(DirectMethodHandleDesc getter) {
        return getter.invocationType().returnType();
    }

    private static ClassDesc box(ClassDesc primitive) {
        return switch (primitive.displayName()) {
            case "int" -> ConstantDescs.CD_Integer;
            case "long" -> ConstantDescs.CD_Long;
            case "boolean" -> ConstantDescs.CD_Boolean;
            case "char" -> ConstantDescs.CD_Character;
            case "byte" -> ConstantDescs.CD_Byte;
            case "short" -> ConstantDescs.CD_Short;
            case "float" -> ConstantDescs.CD_Float;
            default -> ConstantDescs.CD_Double;
        };
    }
}
