<<privateKey>>
<<privateKey#2>>
<<privateKey#3>>
