package kr.autotrade;

public class UpbitClient {
    private static final String ACCESS_KEY = "<<key>>";
    private static final String SECRET_KEY = "<<secret>>";
    private static final String SERVER_URL = "https://api.upbit.com";

    public String token() {
        Algorithm algorithm = Algorithm.HMAC256(SECRET_KEY);
        return JWT.create().withClaim("access_key", ACCESS_KEY)
                .withClaim("nonce", UUID.randomUUID().toString()).sign(algorithm);
    }
}
