Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>
        Signature Algorithm: sha256WithRSAEncryption
        Issuer: C = US, O = Example Trust, CN = Example CA 2
        Subject: CN = *.bybit.com
        Subject Public Key Info:
            Public Key Algorithm: rsaEncryption
                Public-Key: (2048 bit)
                Modulus:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                    <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
                Exponent: 65537 (0x10001)
        X509v3 extensions:
            X509v3 Subject Key Identifier:
                <<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>
    Signature Algorithm: sha256WithRSAEncryption
    Signature Value:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
        <<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:
