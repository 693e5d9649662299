<component name="RunManager">
  <configuration name="bot" type="PythonConfigurationType">
    <envs>
      <env name="HTX_ACCESS_KEY" value="<<key>>" />
      <env name="HTX_SECRET_KEY" value="<<secret>>" />
    </envs>
  </configuration>
</component>
