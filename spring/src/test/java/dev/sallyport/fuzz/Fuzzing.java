package dev.sallyport.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;

/**
 * Feeds a target with hostile input: in the unit tests some thousand mutations of its seeds, and by {@code make fuzz} as many
 * as {@code -Dfuzz.runs} says, chosen by Jazzer for the code they reach.
 */
public final class Fuzzing {

    private static final int SHORT_RUNS = 20_000;
    private static final String PIECES = "\0\t\r\n \"%',./:;<=>?@[\\]_{}~\u007f\u0080\u00ff\u0100\ud800\u212a";

    private Fuzzing() {}

    /** Runs a class with a method {@code fuzzerTestOneInput(byte[])} that throws when something is wrong. */
    public static void run(Class<?> target, Consumer<byte[]> oneInput, List<String> seeds) throws Exception {
        String runs = System.getProperty("fuzz.runs");
        if (runs == null) {
            mutate(oneInput, seeds, System.nanoTime());
        } else {
            runJazzer(target, seeds, Long.parseLong(runs));
        }
    }

    private static void mutate(Consumer<byte[]> oneInput, List<String> seeds, long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < SHORT_RUNS; run++) {
            byte[] input = bytes(mutant(seeds.get(random.nextInt(seeds.size())), random));
            try {
                oneInput.accept(input);
            } catch (RuntimeException | AssertionError wrong) {
                throw new AssertionError("seed " + seed + ", input " + Arrays.toString(input), wrong);
            }
        }
    }

    private static String mutant(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int change = random.nextInt(5); change > 0; change--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
                case 2 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
                default -> text.insert(at, (char) random.nextInt(0x250));
            }
        }
        return text.toString();
    }

    private static void runJazzer(Class<?> target, List<String> seeds, long runs) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "fuzz", target.getSimpleName()));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), bytes(seeds.get(i)));
        }
        Path log = folder.resolve("log");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=dev.sallyport.**:com.nimbusds.**:tools.jackson.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-runs=" + runs,
                        "-max_len=8192",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = jazzer.waitFor();
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        Assertions.assertThat(exit)
                .as("%s", lines.subList(Math.max(0, lines.size() - 60), lines.size()))
                .isZero();
        String done = lines.stream()
                .filter(line -> line.startsWith("Done "))
                .findFirst()
                .orElseThrow();
        System.out.println(target.getSimpleName() + ": " + done + ", 0 crashes, 0 answers of 500");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Input as the text of a header: servers hand header bytes on as Latin-1. */
    static String text(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }
}
