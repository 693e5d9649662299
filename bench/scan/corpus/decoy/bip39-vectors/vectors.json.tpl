{"english":[["<<hex32>>","<<known:bip39-vector-1>>","<<hex128>>","xprv-omitted"],["<<hex32>>","<<known:bip39-vector-2>>","<<hex128>>","xprv-omitted"]]}
