package dev.sallyport.social;

class InMemorySocialStoreTest extends SocialStoreContract {

    private final SocialStore store = new InMemorySocialStore();

    @Override
    protected SocialStore store() {
        return store;
    }
}
