{
  "nodes": {
    "nixpkgs": {
      "locked": {"lastModified": 1739866667, "narHash": "sha256-<<base64:44>>", "owner": "NixOS", "repo": "nixpkgs", "rev": "<<hex40>>", "type": "github"},
      "original": {"owner": "NixOS", "ref": "nixos-unstable", "repo": "nixpkgs", "type": "github"}
    },
    "root": {"inputs": {"nixpkgs": "nixpkgs"}}
  },
  "root": "root",
  "version": 7
}
