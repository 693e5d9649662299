load("@bazel_tools//tools/build_defs/repo:http.bzl", "http_archive")

http_archive(
    name = "com_desk_fixengine",
    sha256 = "<<hex64>>",
    strip_prefix = "fixengine-2.4.1",
    urls = ["https://packages.example/fixengine/2.4.1.tar.gz"],
)

http_archive(
    name = "hmac_sha256",
    integrity = "sha256-<<base64:44>>",
    urls = ["https://packages.example/hmac_sha256/1.1.tar.gz"],
)
