// !$*UTF8*$!
{
	objects = {
		<<HEX24>> /* ApiKeyView.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyView.swift */; };
		<<HEX24>> /* SecretStore.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* SecretStore.swift */; };
	};
	rootObject = <<HEX24>> /* Project object */;
}
