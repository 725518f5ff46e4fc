package dev.sallyport;

import dev.sallyport.session.Rotation.Verdict;
import java.util.function.Supplier;

/**
 * Told what the gate does while it does it, for whoever measures it. It is called by the thread of the request, which waits meanwhile, and
 * what it throws by itself fails the request.
 */
public interface GateObserver {

    /**
     * A refresh token of ours was judged, and the verdict was carried out. It is not told of a race that was lost, nor of a request that
     * was refused for another reason.
     */
    default void refreshJudged(Verdict verdict) {}

    /**
     * A provider is to be asked. It must ask, once, and return or throw what comes of that.
     *
     * @param provider the id that the configuration gives it
     */
    default <T> T askingProvider(String provider, Supplier<T> question) {
        return question.get();
    }
}
