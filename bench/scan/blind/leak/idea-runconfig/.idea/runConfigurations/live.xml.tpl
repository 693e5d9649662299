<component name="ProjectRunConfigurationManager">
  <configuration default="false" name="live" type="PythonConfigurationType" factoryName="Python">
    <envs>
      <env name="PYTHONUNBUFFERED" value="1" />
      <env name="API_KEY" value="<<key>>" />
      <env name="API_SECRET" value="<<secret>>" />
      <env name="EXCHANGE" value="binance" />
    </envs>
    <option name="SCRIPT_NAME" value="$PROJECT_DIR$/bot.py" />
  </configuration>
</component>
