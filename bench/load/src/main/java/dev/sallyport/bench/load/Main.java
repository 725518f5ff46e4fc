package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures the applications beside each other and writes {@code bench/RESULTS.md}. */
public final class Main {

    private Main() {}

    /**
     * Does it.
     *
     * @param args {@code full}, {@code quick} or {@code smoke}; the command that somebody gave; the root of the sources; the home
     *     of the JDK that runs the servers; and homes of further JDKs that start the server that runs by itself
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            run(Pace.named(args[0]), args[1], Path.of(args[2]), List.of(args).subList(3, args.length));
        } catch (BenchException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Pace pace, String command, Path root, List<String> jdks)
            throws IOException, InterruptedException {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            throw new BenchException("A server and its load need a core each; this machine lends only one.");
        }
        List<Path> javas =
                jdks.stream().map(home -> Path.of(home, "bin", "java")).toList();
        Path bench = root.resolve("bench").toAbsolutePath();
        Path directory = Files.createDirectories(bench.resolve("target").resolve("run"));
        Map<Variant, Medians> measured = measured(pace, bench, directory, javas.get(0));
        List<StartUp> starts = starts(javas, root, directory);
        Report report = new Report()
                .heading(LocalDate.now(ZoneOffset.UTC).toString(), command, pace, Machine.described(javas.get(0)))
                .requests(measured)
                .comparisons(measured)
                .embedded(Embedded.of(javas.get(0), root.resolve("server/target/sallyport.jar"), directory, pace))
                .peers(
                        Boolean.getBoolean("bench.peers")
                                ? RefreshPeers.of(javas.get(0), root, directory, pace)
                                : List.of())
                .starts(starts);
        Path results = bench.resolve("RESULTS.md");
        Files.writeString(results, report.text());
        System.out.println(report.text());
        System.out.println("Written to " + results);
    }

    private static List<StartUp> starts(List<Path> javas, Path root, Path directory)
            throws IOException, InterruptedException {
        // By the whole path: what was recorded under another is not used.
        Path target = root.resolve("server/target").toAbsolutePath().normalize();
        List<StartUp> starts = new ArrayList<>();
        for (Path java : javas) {
            System.out.println("Starting sallyport.jar and the floor with " + java);
            starts.add(StartUp.ofJar(java, target.resolve("sallyport.jar"), directory));
            starts.add(StartUp.ofFloor(java, root.resolve("bench/apps/floor/target/app.jar"), directory));
        }
        Path newer = target.resolve("aot/sallyport.aot");
        if (Files.exists(newer)) {
            System.out.println("Starting it with its AOT cache");
            starts.add(StartUp.ofRecorded(javas.get(0), "-XX:AOTCache=", newer, directory));
            starts.add(StartUp.ofRecordedAndSmall(javas.get(0), "-XX:AOTCache=", newer, directory));
        }
        Path older = target.resolve("cds/sallyport.cds");
        if (javas.size() > 1 && Files.exists(older)) {
            System.out.println("Starting it with its archive of classes");
            starts.add(StartUp.ofRecorded(javas.get(1), "-XX:SharedArchiveFile=", older, directory));
        }
        return starts;
    }

    private static Map<Variant, Medians> measured(Pace pace, Path bench, Path directory, Path java)
            throws IOException, InterruptedException {
        try (Servers servers = new Servers(bench, directory, java.toString());
                Measurement measurement = new Measurement(new Wrk(directory), pace)) {
            List<Variant> variants = Plan.of(servers, pace.rows());
            Checks.check(variants);
            return measurement.measure(variants);
        }
    }
}
