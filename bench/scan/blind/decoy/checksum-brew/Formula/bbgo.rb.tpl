class Bbgo < Formula
  desc "Crypto trading bot framework"
  homepage "https://bbgo.finance"
  url "https://github.com/c9s/bbgo/archive/refs/tags/v1.60.0.tar.gz"
  sha256 "<<hex64>>"
  license "AGPL-3.0"
  bottle do
    sha256 cellar: :any, arm64_sonoma: "<<hex64>>"
  end
end
