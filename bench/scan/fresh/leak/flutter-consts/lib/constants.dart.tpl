class ApiConstants {
  static const baseUrl = 'https://fapi.binance.com';
  static const wsUrl = 'wss://fstream.binance.com/ws';
  static const apiKey = '<<key>>';
  static const secretKey = '<<secret>>';
  static const recvWindow = 5000;
}
