{
  "merkleRoot": "0x<<hex64>>",
  "tokenTotal": "0x52b7d2dcc80cd2e4",
  "claims": {
    "0x<<hex40>>": {
      "index": 0,
      "amount": "425797",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 1,
      "amount": "489630",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 2,
      "amount": "322970",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 3,
      "amount": "88478",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 4,
      "amount": "609560",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 5,
      "amount": "975312",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 6,
      "amount": "543103",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 7,
      "amount": "605975",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 8,
      "amount": "651457",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 9,
      "amount": "859107",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    },
    "0x<<hex40>>": {
      "index": 10,
      "amount": "832300",
      "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]
    }
  }
}
