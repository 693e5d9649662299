{
  "nodes": {
    "nixpkgs": {
      "locked": {
        "lastModified": 1714253743,
        "narHash": "sha256-<<base64:44>>",
        "owner": "NixOS",
        "repo": "nixpkgs",
        "rev": "<<hex40>>",
        "type": "github"
      }
    },
    "root": {"inputs": {"nixpkgs": "nixpkgs"}}
  },
  "root": "root",
  "version": 7
}
