cmake_minimum_required(VERSION 3.24)
project(hft_bot CXX)
include(FetchContent)
FetchContent_Declare(simdjson
  URL https://github.com/simdjson/simdjson/archive/refs/tags/v3.10.1.tar.gz
  URL_HASH SHA256=<<hex64>>)
FetchContent_MakeAvailable(simdjson)
