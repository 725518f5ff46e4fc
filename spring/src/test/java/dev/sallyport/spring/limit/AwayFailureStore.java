package dev.sallyport.spring.limit;

import dev.sallyport.session.FailureStore;
import dev.sallyport.session.StoreUnavailableException;
import java.time.Instant;
import java.util.Optional;

/** A database that cannot be reached. */
final class AwayFailureStore implements FailureStore {

    @Override
    public Optional<Instant> count(String name, Instant at, int most) {
        throw new StoreUnavailableException("away");
    }

    @Override
    public void takeBack(String name, Instant at) {
        throw new StoreUnavailableException("away");
    }

    @Override
    public void forget(String name) {
        throw new StoreUnavailableException("away");
    }

    @Override
    public int purge(Instant now, int atMost) {
        throw new StoreUnavailableException("away");
    }
}
