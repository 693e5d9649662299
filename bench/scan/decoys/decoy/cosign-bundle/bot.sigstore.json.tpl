{
  "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
  "verificationMaterial": {
    "certificate": {"rawBytes": "MII<<alnum:801>>"},
    "tlogEntries": [{"logIndex": "<<digits:9>>", "logId": {"keyId": "<<base64:44>>"}, "inclusionPromise": {"signedEntryTimestamp": "<<base64:96>>"}, "inclusionProof": {"rootHash": "<<base64:44>>", "hashes": ["<<base64:44>>", "<<base64:44>>"]}, "canonicalizedBody": "<<base64:400>>"}]
  },
  "messageSignature": {"messageDigest": {"algorithm": "SHA2_256", "digest": "<<base64:44>>"}, "signature": "<<base64:96>>"}
}
