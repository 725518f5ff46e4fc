package dev.sallyport.bench.quarkusfloor;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The two endpoints without any security: what Quarkus with security is compared with. */
@Path("/api/profile")
public class ProfileResource {

    /** The profile. */
    @GET
    public Profile show() {
        return Profile.of("ann", "dark");
    }

    /** The profile as it is from now on. */
    @POST
    public Profile change(Change change) {
        return Profile.of("ann", change.theme());
    }
}
