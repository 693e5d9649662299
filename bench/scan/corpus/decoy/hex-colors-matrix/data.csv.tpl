ts,hash,fingerprint
1790000000,<<hex32>>,<<hex64>>
1790000060,<<hex32>>,<<hex64>>
