package dev.sallyport.spring.caller;

/** Stops the start of an application in which the gate could not say who calls. */
public final class UnguardedApplicationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** What is wrong, and what to change. */
    public UnguardedApplicationException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
