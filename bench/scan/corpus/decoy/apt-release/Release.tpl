SHA256:
 <<hex64>>  1204 main/binary-amd64/Release
MD5Sum:
 <<hex32>>  1204 main/binary-amd64/Release
