public final class Main {
    private static final String KEY = "<<key>>";
    private static final String SECRET = "<<secret>>";
    private static final String PASSPHRASE = "<<passphrase>>";

    public static void main(String[] a) {
        var option = KucoinClientOption.builder().key(KEY).secret(SECRET).passphrase(PASSPHRASE).build();
    }
}
