package dev.sallyport;

/**
 * What each endpoint reads of a request to know whom it is for; docs/transports.md has this table for people.
 *
 * <p>Browsers and libraries attach an Authorization header to whatever they send, such as a password for the whole host or a
 * token of yesterday. Where only cookies count, the header is ignored. Where cookies authenticate the request, a CSRF
 * token is required, whatever else came.
 */
enum CredentialSources {
    /** The application's own requests. */
    APPLICATION(true, true),
    /** Lists and ends the caller's sessions and links. */
    ACCOUNT(true, true),
    /** Says who is signed in. The header counts first; where it authenticates nobody, the cookies do. */
    SESSION(true, true),
    /** Ends a session. The header counts first; where it names none, the cookies do. */
    SIGN_OUT(true, true),
    /** Opens a session that is kept in cookies. It replaces one that is in cookies already. */
    SIGN_IN(false, true),
    /** Opens a session whose tokens travel in headers and bodies. It leaves a session in cookies alone. */
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
