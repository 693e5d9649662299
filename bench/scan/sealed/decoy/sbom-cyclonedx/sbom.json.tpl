{
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "serialNumber": "urn:uuid:<<uuid>>",
  "components": [
    {"type": "library", "name": "ccxt", "version": "4.4.61", "hashes": [{"alg": "SHA-256", "content": "<<hex64>>"}, {"alg": "SHA-512", "content": "<<hex128>>"}], "bom-ref": "<<hex16>>"},
    {"type": "library", "name": "krakenex", "version": "2.2.2", "hashes": [{"alg": "SHA-256", "content": "<<hex64>>"}], "bom-ref": "<<hex16>>"}
  ]
}
