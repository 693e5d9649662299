#include <array>
#include <cstdint>

// generated once with splitmix64, never change: the cache files depend on it
constexpr std::array<uint64_t, 8> kHashSeeds = {
    0x<<HEX16>>ULL, 0x<<HEX16>>ULL, 0x<<HEX16>>ULL, 0x<<HEX16>>ULL,
    0x<<HEX16>>ULL, 0x<<HEX16>>ULL, 0x<<HEX16>>ULL, 0x<<HEX16>>ULL,
};

constexpr uint64_t kSecretPrime = 0x<<HEX16>>ULL;
