# cryptsetup luksDump /dev/nvme0n1p3   (binance-vps-2, holds /srv/bot/secrets)
LUKS header information
Version:        2
Epoch:          5
Metadata area:  16384 [bytes]
Keyslots area:  16744448 [bytes]
UUID:           <<uuid>>
Label:          bot-secrets

Data segments:
  0: crypt
        offset: 16777216 [bytes]
        cipher: aes-xts-plain64
        sector: 512 [bytes]

Keyslots:
  0: luks2
        Key:        512 bits
        Priority:   normal
        Cipher:     aes-xts-plain64
        PBKDF:      argon2id
        Time cost:  7
        Memory:     1048576
        Threads:    4
        Salt:       <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>>
                    <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>>
        AF stripes: 4000
        AF hash:    sha256
        Digest ID:  0
Tokens:
Digests:
  0: pbkdf2
        Hash:       sha256
        Iterations: 256501
        Salt:       <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>>
        Digest:     <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>> <<hex2>>
