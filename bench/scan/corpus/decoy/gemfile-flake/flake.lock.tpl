{"nodes":{"nixpkgs":{"locked":{"narHash":"sha256-<<base64:44>>","rev":"<<hex40>>","type":"github"}}},"version":7}
