# random input for the config parser fuzzer, generated, no meaning
<<alnum:12>> <<alnum:33>> <<hex16>> <<alnum:7>>
<<alnum:41>> <<hex22>> <<alnum:19>>
<<base32l:27>> <<alnum:15>> <<digits:30>>
