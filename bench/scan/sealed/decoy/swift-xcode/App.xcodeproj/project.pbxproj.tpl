// !$*UTF8*$!
{
	archiveVersion = 1;
	objectVersion = 56;
	objects = {
		<<HEX24>> /* ApiSecrets.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiSecrets.swift */; };
		<<HEX24>> /* KeychainStore.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* KeychainStore.swift */; };
		<<HEX24>> /* OkxClient.swift */ = {isa = PBXFileReference; lastKnownFileType = sourcecode.swift; path = OkxClient.swift; sourceTree = "<group>"; };
	};
	rootObject = <<HEX24>> /* Project object */;
}
