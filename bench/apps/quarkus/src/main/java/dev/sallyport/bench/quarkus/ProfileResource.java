package dev.sallyport.bench.quarkus;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** The two endpoints behind SmallRye JWT. */
@Path("/api/profile")
@Authenticated
public class ProfileResource {

    /** The caller's profile. */
    @GET
    public Profile show(@Context SecurityContext security) {
        return Profile.of(security.getUserPrincipal().getName(), "dark");
    }

    /** The caller's profile as it is from now on. */
    @POST
    public Profile change(@Context SecurityContext security, Change change) {
        return Profile.of(security.getUserPrincipal().getName(), change.theme());
    }
}
