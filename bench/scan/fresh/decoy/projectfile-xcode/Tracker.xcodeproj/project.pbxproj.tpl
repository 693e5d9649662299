// !$*UTF8*$!
{
	archiveVersion = 1;
	objectVersion = 56;
	objects = {
		<<HEX24>> /* Keys.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* Keys.swift */; };
		<<HEX24>> /* TokenStore.swift */ = {isa = PBXFileReference; lastKnownFileType = sourcecode.swift; path = TokenStore.swift; sourceTree = "<group>"; };
		<<HEX24>> /* Secrets.xcconfig */ = {isa = PBXFileReference; lastKnownFileType = text.xcconfig; path = Secrets.xcconfig; sourceTree = "<group>"; };
	};
	rootObject = <<HEX24>> /* Project object */;
}
