#pragma once

// fingerprint (SHA-256): <<HEX64>>
static const unsigned char ca_pubkey_hash[] = {
    0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>,
    0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>, 0x<<hex2>>,
};
#define API_KEY_MAX_LEN 64
#define TOKEN_REFRESH_SECONDS 3600
