class ApiConfig {
  static const String baseUrl = 'https://api.bitget.com';
  static const String apiKey = '<<key>>';
  static const String apiSecret = '<<secret>>';
  static const String passphrase = '<<passphrase>>';
  static const Duration timeout = Duration(seconds: 12);
}
