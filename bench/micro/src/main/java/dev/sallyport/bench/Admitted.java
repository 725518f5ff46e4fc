package dev.sallyport.bench;

import dev.sallyport.Decision;
import dev.sallyport.Sallyport;
import dev.sallyport.web.Request;

/** Sees that requests are let in before they are measured: to refuse is faster. */
final class Admitted {

    private Admitted() {}

    static void check(Sallyport sallyport, Request... requests) {
        for (Request request : requests) {
            if (!(sallyport.admit(request) instanceof Decision.Admitted)) {
                throw new IllegalStateException(request + " was not admitted");
            }
        }
    }
}
