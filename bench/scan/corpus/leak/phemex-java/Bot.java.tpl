String apiKey = "<<key>>";
// never show
String apiSecret = "<<secret>>";
PhemexClient client = PhemexClient.builder().apiKey(apiKey).apiSecret(apiSecret).expiryDuration(Duration.ofMinutes(1)).build();
