import 'dart:convert';
import 'package:crypto/crypto.dart';
import 'package:http/http.dart' as http;

class BinanceService {
  static const _apiKey = '<<key>>';
  static const _apiSecret = '<<secret>>';

  Future<Map<String, dynamic>> account() async {
    final query = 'timestamp=${DateTime.now().millisecondsSinceEpoch}';
    final sig = Hmac(sha256, utf8.encode(_apiSecret)).convert(utf8.encode(query));
    final res = await http.get(
      Uri.parse('https://api.binance.com/api/v3/account?$query&signature=$sig'),
      headers: {'X-MBX-APIKEY': _apiKey},
    );
    return jsonDecode(res.body) as Map<String, dynamic>;
  }
}
