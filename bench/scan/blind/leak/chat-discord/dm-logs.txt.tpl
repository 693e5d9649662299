[14-Jan-25 21:03] vlad#0041: cant make it work, api says 10072
[14-Jan-25 21:04] moe: send me what u have
[14-Jan-25 21:06] vlad#0041: access key <<key>>
secret key <<secret>>
[14-Jan-25 21:06] moe: DELETE THAT lol
