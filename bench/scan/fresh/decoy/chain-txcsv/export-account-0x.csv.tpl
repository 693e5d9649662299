"Transaction Hash","Blockno","DateTime (UTC)","From","To","ContractAddress","Value_IN(ETH)","Value_OUT(ETH)","Status"
"0x<<hex64>>","19650112","2024-04-14 10:22:35","<<address:eth>>","<<address:eth>>","","0","0.25",""
"0x<<hex64>>","19651007","2024-04-14 13:24:11","<<address:eth>>","<<address:eth>>","","1.1","0",""
"0x<<hex64>>","19660333","2024-04-15 20:45:59","<<address:eth>>","","<<address:eth>>","0","0","Error(0)"
