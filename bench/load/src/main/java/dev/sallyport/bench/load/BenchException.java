package dev.sallyport.bench.load;

/** Why there are no figures; its message is for whoever asked for them. */
final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }
}
