package dev.sallyport.fuzz;

import org.junit.jupiter.api.Test;

class FuzzTest {

    @Test
    void rule3_theCookieHeader() throws Exception {
        Fuzzing.run(CookieFuzz.class, CookieFuzz::fuzzerTestOneInput, CookieFuzz.SEEDS);
    }

    @Test
    void theAuthorizationHeader() throws Exception {
        Fuzzing.run(AuthorizationFuzz.class, AuthorizationFuzz::fuzzerTestOneInput, AuthorizationFuzz.SEEDS);
    }

    @Test
    void rule12_theOriginHeader() throws Exception {
        Fuzzing.run(OriginFuzz.class, OriginFuzz::fuzzerTestOneInput, OriginFuzz.SEEDS);
    }

    @Test
    void rule13_16_theAccessToken() throws Exception {
        Fuzzing.run(JwtFuzz.class, JwtFuzz::fuzzerTestOneInput, JwtFuzz.SEEDS);
    }
}
