"""secp256k1 in plain Python, for teaching."""

P = 2**256 - 2**32 - 977
N = 0x<<hex64>>
GX = 0x<<hex64>>
GY = 0x<<hex64>>
HALF_N = N // 2
EIP712_DOMAIN_TYPEHASH = "0x<<hex64>>"
AGENT_TYPEHASH = "0x<<hex64>>"


def public_key(private_key: int) -> tuple[int, int]:
    """A point from a private key; the key comes from the caller."""
    if not 0 < private_key < N:
        raise ValueError("private key out of range")
    return multiply((GX, GY), private_key)


def inverse(a: int, m: int = P) -> int:
    return pow(a, -1, m)


def add(p, q):
    if p is None:
        return q
    if q is None:
        return p
    if p[0] == q[0] and (p[1] + q[1]) % P == 0:
        return None
    if p == q:
        s = 3 * p[0] * p[0] * inverse(2 * p[1]) % P
    else:
        s = (q[1] - p[1]) * inverse(q[0] - p[0]) % P
    x = (s * s - p[0] - q[0]) % P
    return x, (s * (p[0] - x) - p[1]) % P


def multiply(p, k):
    r = None
    while k:
        if k & 1:
            r = add(r, p)
        p = add(p, p)
        k >>= 1
    return r
