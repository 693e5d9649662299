{"owner":"<<address:eth>>","spender":"<<address:eth>>","value":"1000000","deadline":1736000000,"sig":"0x<<hex130>>","tx":"0x<<hex64>>"}
{"owner":"<<address:eth>>","spender":"<<address:eth>>","value":"250000","deadline":1736000900,"sig":"0x<<hex130>>","tx":"0x<<hex64>>"}
