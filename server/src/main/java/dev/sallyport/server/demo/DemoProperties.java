package dev.sallyport.server.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties that begin with {@code sallyport.demo}.
 *
 * @param enabled whether there are the demo's user, page and API
 * @param password of the user demo; without it, one is generated and printed at the first start
 */
@ConfigurationProperties("sallyport.demo")
record DemoProperties(
        @DefaultValue("true") boolean enabled, @Nullable String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "DemoProperties[enabled=" + enabled + "]";
    }
}
