lockfileVersion: '9.0'
packages:
  bybit-api@4.1.3:
    resolution: {integrity: sha512-<<base64:88>>}
  okx-api@2.0.4:
    resolution: {integrity: sha512-<<base64:88>>}
  kraken-api@1.0.2:
    resolution: {integrity: sha1-<<base64:28>>}
