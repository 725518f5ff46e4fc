package dev.sallyport.spring.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueSlotsTest {

    private final QueueSlots places = new QueueSlots(10, 4);

    @Test
    void oneNetworkHasItsShareAndTheOthersHaveTheRest() {
        assertThat(taken("192.0.2.1", 100)).isEqualTo(4);
        assertThat(taken("192.0.2.2", 100)).isEqualTo(4);
        assertThat(taken("192.0.2.3", 100)).isEqualTo(2);
        assertThat(taken("192.0.2.4", 100)).isZero();
    }

    @Test
    void theAddressesOfOneNetworkShareItsShare() {
        assertThat(IntStream.range(0, 100).filter(i -> places.take("2001:db8:1:2::" + Integer.toHexString(i))))
                .hasSize(4);
        assertThat(places.take("2001:db8:1:3::1")).isTrue();
    }

    @Test
    void whatIsGivenBackIsThereForTheNext() {
        for (int i = 0; i < 1000; i++) {
            assertThat(places.take("2001:db8:1:2::" + Integer.toHexString(i))).isTrue();
            places.giveBack("2001:db8:1:2::" + Integer.toHexString(i));
        }

        assertThat(taken("192.0.2.1", 100)).isEqualTo(4);
    }

    @Test
    void whoFindsNoneIsToldWhenToComeBack() {
        assertThat(QueueSlots.noneLeft().refusal()).isEqualTo(Refusal.SERVER_BUSY);
        assertThat(QueueSlots.noneLeft().retryAfter().orElseThrow()).hasSeconds(1);
    }

    private long taken(String address, int wanted) {
        return IntStream.range(0, wanted).filter(i -> places.take(address)).count();
    }
}
