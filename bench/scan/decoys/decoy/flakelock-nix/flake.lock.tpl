{
  "nodes": {
    "nixpkgs": {
      "locked": {"lastModified": 1772000000, "narHash": "sha256-<<base64:44>>", "owner": "NixOS", "repo": "nixpkgs", "rev": "<<hex40>>", "type": "github"},
      "original": {"owner": "NixOS", "ref": "nixos-25.11", "repo": "nixpkgs", "type": "github"}
    },
    "kraken-bot": {
      "locked": {"lastModified": 1771000000, "narHash": "sha256-<<base64:44>>", "owner": "acme", "repo": "kraken-bot", "rev": "<<hex40>>", "type": "github"},
      "original": {"owner": "acme", "repo": "kraken-bot", "type": "github"}
    },
    "root": {"inputs": {"nixpkgs": "nixpkgs", "kraken-bot": "kraken-bot"}}
  },
  "root": "root",
  "version": 7
}
