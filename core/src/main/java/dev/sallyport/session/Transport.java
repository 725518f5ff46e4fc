package dev.sallyport.session;

/**
 * How a session's tokens travel. A session keeps the one it was signed in with: were a refresh able to move a token from a
 * cookie into a body, injected script would ask for just that.
 */
public enum Transport {
    /** Both tokens in HttpOnly cookies. */
    COOKIE("cookie");

    private final String text;

    Transport(String text) {
        this.text = text;
    }

    /** The name on the wire and at rest. */
    public String text() {
        return text;
    }

    /**
     * The transport of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Transport of(String text) {
        for (Transport transport : values()) {
            if (transport.text.equals(text)) {
                return transport;
            }
        }
        throw new IllegalArgumentException("there is no transport named " + text);
    }
}
