package dev.sallyport.spring.store;

/** Sessions cannot be kept in the application's database as it is. */
final class UnusableDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnusableDatabaseException(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    UnusableDatabaseException(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
