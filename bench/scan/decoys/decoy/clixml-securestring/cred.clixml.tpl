<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0">
    <TN RefId="0">
      <T>System.Management.Automation.PSCredential</T>
      <T>System.Object</T>
    </TN>
    <ToString>System.Management.Automation.PSCredential</ToString>
    <Props>
      <S N="UserName">kraken-bot</S>
      <SS N="Password">01000000d08c9ddf0115d1118c7a00c04fc297eb<<hex560>></SS>
    </Props>
  </Obj>
</Objs>
