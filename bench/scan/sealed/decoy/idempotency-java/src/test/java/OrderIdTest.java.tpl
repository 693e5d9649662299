import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderIdTest {
    private static final UUID RUN = UUID.fromString("<<uuid>>");

    @Test
    void idIsStable() {
        assertEquals("<<hex32>>", ClientOrderId.of(RUN, "BTCUSDT", 1).value());
        assertEquals("<<hex32>>", ClientOrderId.of(RUN, "BTCUSDT", 2).value());
    }
}
