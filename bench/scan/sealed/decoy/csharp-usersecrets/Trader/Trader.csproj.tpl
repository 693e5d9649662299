<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <UserSecretsId><<uuid>></UserSecretsId>
    <ProjectGuid>{<<uuid>>}</ProjectGuid>
    <AssemblyOriginatorPublicKeyToken><<hex16>></AssemblyOriginatorPublicKeyToken>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Binance.Net" Version="10.14.0" />
    <PackageReference Include="CryptoExchange.Net" Version="8.6.0" />
  </ItemGroup>
</Project>
