# Reads questions, `name<TAB>statement` a line, and prints a line for each row; the connection is in PG… of the environment.
import os, sys
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

env = os.environ
url = URL.create(
    "postgresql+psycopg2",
    username=env["PGUSER"], password=env["PGPASSWORD"], host=env["PGHOST"], port=int(env["PGPORT"]), database=env["PGDATABASE"],
)
engine = create_engine(url)
sys.stdout.reconfigure(encoding="utf-8")
with engine.connect().execution_options(stream_results=True) as connection:
    for line in sys.stdin.buffer.read().decode("utf-8").splitlines():
        name, statement = line.split("\t")
        for row in connection.execute(text(statement)):
            print(name, *row, sep="\t")
views = inspect(engine)
for view in views.get_view_names(schema="bi"):
    print("view", view, sep="\t")
for column in views.get_columns("observation", schema="bi"):
    print("column", column["name"], column["type"], column["comment"], sep="\t")
for statement in ("select * from public.observation", "update public.metric set decimals = 0"):
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    except DBAPIError as error:
        print("refused", error.orig.pgcode, sep="\t")
