[core]
	repositoryformatversion = 0
[remote "origin"]
	url = https://<<token>>@github.com/jkl-quant/mm-private.git
	fetch = +refs/heads/*:refs/remotes/origin/*
