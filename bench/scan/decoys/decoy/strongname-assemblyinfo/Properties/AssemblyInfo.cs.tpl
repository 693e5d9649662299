using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("Bitmex.Secrets.Client")]
[assembly: Guid("<<uuid>>")]
[assembly: InternalsVisibleTo("Bitmex.Tests, PublicKey=00240000048000009400<<hex300>>")]
