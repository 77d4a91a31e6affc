package org.openyibao.bench.settle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// CPU time and memory of processes, from `/proc`.
public final class Processes {

    private static final Path PROC = Path.of("/proc");
    /// A hundred ticks a second on every Linux that PostgreSQL and Java run on.
    private static final double TICKS_A_SECOND = 100;

    private static final int PARENT = 1;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int CHILDREN_USER_TICKS = 13;
    private static final int CHILDREN_SYSTEM_TICKS = 14;
    private static final long KIB_IN_MIB = 1_024;

    private Processes() {}

    /// Seconds of CPU that the process has used.
    public static double cpuSeconds(long pid) throws IOException {
        return ticks(stat(PROC.resolve(Long.toString(pid))), USER_TICKS, SYSTEM_TICKS) / TICKS_A_SECOND;
    }

    /// Seconds of CPU that the process, its children that run, and those that have ended have used.
    public static double cpuSecondsOfFamily(long pid) throws IOException {
        var own = stat(PROC.resolve(Long.toString(pid)));
        var ticks = ticks(own, USER_TICKS, SYSTEM_TICKS, CHILDREN_USER_TICKS, CHILDREN_SYSTEM_TICKS);
        try (Stream<Path> processes = Files.list(PROC)) {
            for (var process : processes.filter(Processes::isProcess).toList()) {
                ticks += ticksOfChild(process, pid);
            }
        }
        return ticks / TICKS_A_SECOND;
    }

    private static boolean isProcess(Path folder) {
        return folder.getFileName().toString().chars().allMatch(Character::isDigit);
    }

    private static long ticksOfChild(Path process, long parent) {
        try {
            var stat = stat(process);
            return Long.parseLong(stat[PARENT]) == parent ? ticks(stat, USER_TICKS, SYSTEM_TICKS) : 0;
        } catch (IOException ended) {
            return 0;
        }
    }

    /// The fields behind the name, which may hold blanks: the first is the state.
    private static String[] stat(Path process) throws IOException {
        var text = Files.readString(process.resolve("stat"));
        return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static long ticks(String[] stat, int... fields) {
        var sum = 0L;
        for (var field : fields) {
            sum += Long.parseLong(stat[field]);
        }
        return sum;
    }

    /// The most memory that the process ever held, in MiB.
    public static long peakMemoryMib(long pid) throws IOException {
        return Files.readAllLines(PROC.resolve(Long.toString(pid)).resolve("status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_IN_MIB)
                .findFirst()
                .orElse(0);
    }
}
