// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Vault {
    bytes32 public constant KEEPER_ROLE = 0x<<hex64>>;
    bytes32 public constant EIP712_DOMAIN_TYPEHASH = 0x<<hex64>>;
    bytes32 private constant IMPLEMENTATION_SLOT = 0x<<hex64>>;
    address public constant TREASURY = <<address:eth>>;

    event KeySet(bytes32 indexed key, address token);
}
