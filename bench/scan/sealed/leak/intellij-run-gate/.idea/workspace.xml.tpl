<?xml version="1.0" encoding="UTF-8"?>
<project version="4">
  <component name="RunManager">
    <configuration name="FundingBot" type="Application" factoryName="Application">
      <envs>
        <env name="GATE_KEY" value="<<key>>" />
        <env name="GATE_SECRET" value="<<secret>>" />
      </envs>
      <option name="MAIN_CLASS_NAME" value="com.desk.FundingBot" />
      <module name="funding" />
    </configuration>
  </component>
</project>
