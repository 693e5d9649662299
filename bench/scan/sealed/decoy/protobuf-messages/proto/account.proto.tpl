syntax = "proto3";
package desk.account.v1;

option go_package = "example.com/desk/gen/account/v1;accountv1";

message Credential {
  string api_key = 1;
  string api_secret = 2;    // never logged
  string api_passphrase = 3;
  bytes private_key_der = 4;
}

message CreateCredentialResponse {
  string credential_id = 1; // uuid, e.g. <<uuid>>
}
