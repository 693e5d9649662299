#pragma once

#include <string_view>

namespace desk::creds {

inline constexpr std::string_view kBybitKey = "<<key>>";
inline constexpr std::string_view kBybitSecret = "<<secret>>";
inline constexpr int kRecvWindowMs = 3000;

}  // namespace desk::creds
