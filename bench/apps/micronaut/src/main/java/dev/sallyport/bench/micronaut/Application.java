package dev.sallyport.bench.micronaut;

import io.micronaut.runtime.Micronaut;

/** The two endpoints behind Micronaut Security; with {@code micronaut.security.enabled=false} they are its own floor. */
public final class Application {

    private Application() {}

    /** Starts it. */
    public static void main(String[] args) {
        Micronaut.build(args).mainClass(Application.class).banner(false).start();
    }
}
