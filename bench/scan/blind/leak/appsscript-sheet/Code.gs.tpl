function refreshBalances() {
  var apiKey = "<<key>>";
  var apiSecret = "<<secret>>";
  var passphrase = "<<passphrase>>";
  var ts = Date.now().toString();
  var sig = Utilities.base64Encode(Utilities.computeHmacSha256Signature(ts + "GET/api/v1/accounts", apiSecret));
  SpreadsheetApp.getActiveSheet().getRange("B2").setValue(sig.length);
}
