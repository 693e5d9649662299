#pragma once
#include <string_view>

namespace keys {
inline constexpr std::string_view kBfxKey{"<<key>>"};
inline constexpr std::string_view kBfxSecret{"<<secret>>"};
inline constexpr int kMaxRetries = 3;
}
