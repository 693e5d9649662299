# Wallet dump created by Bitcoin v24.0.1
# * Created on 2024-03-02T18:44:07Z
# * Best block at time of backup was 832931 (000000000000000000<<hex46>>),
#   mined on 2024-03-02T18:39:52Z

# extended private masterkey: <<privateKey@xprv>>

<<privateKey>> 2024-01-11T08:00:01Z label=cold%20dca # addr=<<address:btc>> hdkeypath=m/0'/0'/0'
<<privateKey#2>> 2024-01-11T08:00:01Z reserve=1 # addr=<<address:btc>> hdkeypath=m/0'/0'/1'

# End of dump
