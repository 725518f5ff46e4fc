package dev.sallyport.bench.bridge;

/** What both endpoints answer, some 80 bytes of JSON. */
record Profile(String id, String name, String email, String theme) {

    static Profile of(String id, String theme) {
        return new Profile(id, "Ann Example", id + "@example.com", theme);
    }
}
