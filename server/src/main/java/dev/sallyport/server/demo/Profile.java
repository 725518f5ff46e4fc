package dev.sallyport.server.demo;

/** What the profile page shows. */
record Profile(String username, String email, String displayName, String bio) {}
