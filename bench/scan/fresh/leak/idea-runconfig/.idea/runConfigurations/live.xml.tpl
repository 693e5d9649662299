<component name="ProjectRunConfigurationManager">
  <configuration default="false" name="live" type="PythonConfigurationType" factoryName="Python">
    <module name="bot" />
    <option name="INTERPRETER_OPTIONS" value="" />
    <option name="PARENT_ENVS" value="true" />
    <envs>
      <env name="PYTHONUNBUFFERED" value="1" />
      <env name="BINANCE_API_KEY" value="<<key>>" />
      <env name="BINANCE_API_SECRET" value="<<secret>>" />
    </envs>
    <option name="SCRIPT_NAME" value="$PROJECT_DIR$/main.py" />
    <option name="PARAMETERS" value="--live --pair BTCUSDT" />
    <method v="2" />
  </configuration>
</component>
