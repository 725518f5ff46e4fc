package dev.sallyport.session;

class InMemoryFailureStoreTest extends FailureStoreContract {

    private final FailureStore store = new InMemoryFailureStore();

    @Override
    protected FailureStore store() {
        return store;
    }
}
