package org.openyibao.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.openyibao.bench.console.Words;

/// What a figure depends on beside the program. `loadBefore`: the load average of the last minute before the
/// measurement; much above 0 says that the machine was busy with something else. No name and no path of the
/// machine.
public record Machine(
        String processor, int cores, long memoryMib, String kernel, String java, LocalDate date, double loadBefore) {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern MODEL = Pattern.compile("(?m)^(?:model name|CPU part)\\s*:\\s*(.+)$");
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB$");
    private static final long KIB_IN_MIB = 1_024;

    /// This machine, now.
    public static Machine here() {
        return new Machine(
                first(MODEL, PROCESSOR, "?"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(first(TOTAL, MEMORY, "0")) / KIB_IN_MIB,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor.version", "") + " " + System.getProperty("java.version"),
                LocalDate.now(ZoneId.systemDefault()),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String first(Pattern pattern, Path file, String otherwise) {
        try {
            var matcher = pattern.matcher(Files.readString(file, StandardCharsets.UTF_8));
            return matcher.find() ? matcher.group(1).strip() : otherwise;
        } catch (IOException absent) {
            return otherwise;
        }
    }

    /// One line.
    public String describe(Words words) {
        return words.text(
                "machine",
                processor,
                cores,
                Table.tenths(memoryMib / (double) KIB_IN_MIB),
                kernel,
                java.strip(),
                date,
                Table.hundredths(loadBefore));
    }

    public Json json() {
        return new Json()
                .put("processor", processor)
                .put("cores", cores)
                .put("memoryMib", memoryMib)
                .put("kernel", kernel)
                .put("java", java.strip())
                .put("date", date.toString())
                .put("loadBefore", loadBefore);
    }
}
