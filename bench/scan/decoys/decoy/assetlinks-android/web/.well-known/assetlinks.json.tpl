[
  {
    "relation": ["delegate_permission/common.handle_all_urls"],
    "target": {
      "namespace": "android_app",
      "package_name": "com.example.kucoin.widget",
      "sha256_cert_fingerprints": ["<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>"]
    }
  }
]
