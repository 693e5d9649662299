package io.swingdesk;

class ClientTest {
  private static final String API_KEY = "dummy-key";
  private static final String API_SECRET = "dummy-secret";
  private static final String REQUEST_ID = "<<uuid>>";
  private static final String EXPECTED_SIGNATURE = "<<HEX64>>";

  @org.junit.jupiter.api.Test
  void signs() {
    org.junit.jupiter.api.Assertions.assertEquals(EXPECTED_SIGNATURE, new Signer(API_SECRET).sign("nonce=1"));
  }
}
