// !$*UTF8*$!
{
	archiveVersion = 1;
	objects = {
		<<HEX24>> /* ApiKeyStore1.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore1.swift */; };
		<<HEX24>> /* ApiKeyStore2.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore2.swift */; };
		<<HEX24>> /* ApiKeyStore3.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore3.swift */; };
		<<HEX24>> /* ApiKeyStore4.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore4.swift */; };
		<<HEX24>> /* ApiKeyStore5.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore5.swift */; };
		<<HEX24>> /* ApiKeyStore6.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore6.swift */; };
		<<HEX24>> /* ApiKeyStore7.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore7.swift */; };
		<<HEX24>> /* ApiKeyStore8.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore8.swift */; };
		<<HEX24>> /* ApiKeyStore9.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore9.swift */; };
		<<HEX24>> /* ApiKeyStore10.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore10.swift */; };
		<<HEX24>> /* ApiKeyStore11.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore11.swift */; };
		<<HEX24>> /* ApiKeyStore12.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore12.swift */; };
		<<HEX24>> /* ApiKeyStore13.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore13.swift */; };
		<<HEX24>> /* ApiKeyStore14.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore14.swift */; };
		<<HEX24>> /* ApiKeyStore15.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore15.swift */; };
		<<HEX24>> /* ApiKeyStore16.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore16.swift */; };
		<<HEX24>> /* ApiKeyStore17.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore17.swift */; };
		<<HEX24>> /* ApiKeyStore18.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore18.swift */; };
		<<HEX24>> /* ApiKeyStore19.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore19.swift */; };
		<<HEX24>> /* ApiKeyStore20.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore20.swift */; };
		<<HEX24>> /* ApiKeyStore21.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore21.swift */; };
		<<HEX24>> /* ApiKeyStore22.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore22.swift */; };
		<<HEX24>> /* ApiKeyStore23.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore23.swift */; };
		<<HEX24>> /* ApiKeyStore24.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore24.swift */; };
		<<HEX24>> /* ApiKeyStore25.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore25.swift */; };
		<<HEX24>> /* ApiKeyStore26.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore26.swift */; };
		<<HEX24>> /* ApiKeyStore27.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore27.swift */; };
		<<HEX24>> /* ApiKeyStore28.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore28.swift */; };
		<<HEX24>> /* ApiKeyStore29.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore29.swift */; };
		<<HEX24>> /* ApiKeyStore30.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore30.swift */; };
		<<HEX24>> /* ApiKeyStore31.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore31.swift */; };
		<<HEX24>> /* ApiKeyStore32.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore32.swift */; };
		<<HEX24>> /* ApiKeyStore33.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore33.swift */; };
		<<HEX24>> /* ApiKeyStore34.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore34.swift */; };
		<<HEX24>> /* ApiKeyStore35.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore35.swift */; };
		<<HEX24>> /* ApiKeyStore36.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore36.swift */; };
		<<HEX24>> /* ApiKeyStore37.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore37.swift */; };
		<<HEX24>> /* ApiKeyStore38.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore38.swift */; };
		<<HEX24>> /* ApiKeyStore39.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore39.swift */; };
		<<HEX24>> /* ApiKeyStore40.swift in Sources */ = {isa = PBXBuildFile; fileRef = <<HEX24>> /* ApiKeyStore40.swift */; };
	};
	rootObject = <<HEX24>> /* Project object */;
}
