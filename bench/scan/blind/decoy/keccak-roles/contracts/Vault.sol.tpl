// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Vault {
    bytes32 public constant KEEPER_ROLE = 0x<<hex64>>;
    bytes32 private constant _SLOT = 0x<<hex64>>;
    bytes32 internal constant INIT_CODE_HASH = hex"<<hex64>>";
    address public immutable weth = <<address:eth>>;
}
