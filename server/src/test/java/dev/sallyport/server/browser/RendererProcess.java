package dev.sallyport.server.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The processes of the browsers that this test run started. */
final class RendererProcess {

    private static final String WORK =
            "() => { for (const end = performance.now() + 500; performance.now() < end; ); }";

    private RendererProcess() {}

    /** The one that runs a tab's script, in Chromium, which does not tell: it is the one that gets hot. */
    static ProcessHandle of(ClientTab tab) {
        Map<ProcessHandle, Duration> before =
                browsers("--type=renderer").collect(toMap(it -> it, RendererProcess::cpu));
        tab.page().evaluate(WORK);
        return before.keySet().stream()
                .max(Comparator.comparing(process -> cpu(process).minus(before.get(process))))
                .orElseThrow();
    }

    /** Everything a browser is made of. */
    static List<ProcessHandle> all(Engine engine) {
        return browsers(engine.executable().getFileName().toString()).toList();
    }

    static void freeze(List<ProcessHandle> processes) {
        signal("-STOP", processes);
    }

    static void thaw(List<ProcessHandle> processes) {
        signal("-CONT", processes);
    }

    private static Stream<ProcessHandle> browsers(String mark) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(path -> path.contains("chrom") || path.contains("firefox"))
                        .isPresent())
                .filter(process -> commandLine(process).contains(mark));
    }

    /** Java tells none that is as long as a browser's. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"), ISO_8859_1);
        } catch (IOException goneOrNoLinux) {
            return process.info().commandLine().orElse("");
        }
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        try {
            for (ProcessHandle process : processes) {
                new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor();
            }
        } catch (IOException | InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
