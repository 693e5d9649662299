# curve parameters
P = 0x<<HEX64>>
N = 0x<<HEX64>>
GX = 0x<<HEX64>>
GY = 0x<<HEX64>>

def sign(private_key: int, digest: bytes) -> tuple[int, int]:
    k = rfc6979(private_key, digest)
    return ecdsa(k, private_key, digest)
