#include <gtest/gtest.h>

#include "desk/hmac.hpp"

TEST(Hmac, Sha256OfKnownText) {
  EXPECT_EQ(desk::hmac_sha256_hex("key", "The quick brown fox jumps over the lazy dog"),
            "<<hex64>>");
}

TEST(Hmac, Sha512OfEmpty) {
  EXPECT_EQ(desk::hmac_sha512_hex("key", ""),
            "<<hex128>>");
}

TEST(Base64, Roundtrip) { EXPECT_EQ(desk::b64("\x00\x01\x02"), "AAEC"); }
