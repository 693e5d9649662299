# address:privatekey
<<address:eth>>:<<privateKey:nox>>
<<address:eth>>:<<privateKey:nox#2>>
