const CASES: &[(&str, &str)] = &[
    ("", "<<hex64>>"),
    ("symbol=BTCUSDT", "<<hex64>>"),
    ("abc", "<<hex64>>"),
];

#[test]
fn sha256_matches() {
    for (input, digest) in CASES {
        assert_eq!(hex::encode(sha256(input.as_bytes())), *digest);
    }
}
