<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <UserSecretsId>aspnet-ApiKeys-<<uuid>></UserSecretsId>
    <PublicKeyToken><<hex16>></PublicKeyToken>
    <SourceRevisionId><<hex40>></SourceRevisionId>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="DigitalRuby.ExchangeSharp" Version="1.1.0" />
  </ItemGroup>
</Project>
