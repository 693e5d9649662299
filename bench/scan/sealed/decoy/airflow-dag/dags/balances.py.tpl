from datetime import datetime

from airflow.decorators import dag, task
from airflow.hooks.base import BaseHook


@dag(dag_id="balances", start_date=datetime(2026, 1, 1), schedule="@hourly", catchup=False)
def balances():
    @task
    def pull():
        conn = BaseHook.get_connection("gate_live")
        return client(api_key=conn.login, api_secret=conn.password).balances()

    pull()


# serialized dag hash <<hex32>>
balances()
