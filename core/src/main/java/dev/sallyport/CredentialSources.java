package dev.sallyport;

/**
 * What each endpoint reads of a request to know whom it is for; docs/transports.md has this table for people.
 *
 * <p>Browsers and libraries attach an Authorization header to whatever they send, such as a password for the whole host or a
 * token of yesterday. Where only cookies can answer the question such a header must not stop it; and where they do answer, a
 * CSRF token is asked for, whatever else came.
 */
enum CredentialSources {
    /** The application's own requests. */
    APPLICATION(true, true),
    /** Lists and ends the caller's sessions and links. */
    ACCOUNT(true, true),
    /** Says who is signed in, by the cookies where that is nobody by the header. */
    SESSION(true, true),
    /** Ends a session, that of the cookies where the header names none. */
    SIGN_OUT(true, true),
    /** Opens a session that is kept in cookies, in the place of one that is, too. */
    SIGN_IN(false, true),
    /** Opens a session that is not, and leaves the others alone. */
    HEADER_SIGN_IN(true, false),
    REFRESH(false, true),
    /** Refreshes by what is in the body. */
    BODY_REFRESH(false, false),
    /** Begins and ends code flows: the browser itself goes to the provider. */
    CODE_FLOW(false, true),
    /** Judges what is in the body. */
    VERIFY(false, false),
    PROBE(false, true);

    private final boolean readsHeader;
    private final boolean readsCookies;

    CredentialSources(boolean readsHeader, boolean readsCookies) {
        this.readsHeader = readsHeader;
        this.readsCookies = readsCookies;
    }

    /** Whether a token in the Authorization header is looked at: where one is offered, the cookies are not. */
    boolean readsHeader() {
        return readsHeader;
    }

    boolean readsCookies() {
        return readsCookies;
    }
}
