package dev.sallyport.spring.filter;

import dev.sallyport.fuzz.Fuzzing;
import org.junit.jupiter.api.Test;

class JsonBodyFuzzTest {

    @Test
    void rule9_theJsonBody() throws Exception {
        Fuzzing.run(JsonBodyFuzz.class, JsonBodyFuzz::fuzzerTestOneInput, JsonBodyFuzz.SEEDS);
    }
}
