# Reads questions, `name<TAB>statement` a line, and prints a line for each row; the connection is in PG… of the environment.
import os, sys, pyodbc

env = os.environ
connection = pyodbc.connect(
    "Driver={PostgreSQL Unicode};Servername=%s;Port=%s;Database=%s;UID=%s;PWD=%s;BoolsAsChar=0;UseDeclareFetch=1;Fetch=100"
    % (env["PGHOST"], env["PGPORT"], env["PGDATABASE"], env["PGUSER"], env["PGPASSWORD"]),
    autocommit=True,
)
connection.setdecoding(pyodbc.SQL_WCHAR, encoding="utf-16le")
cursor = connection.cursor()
sys.stdout.reconfigure(encoding="utf-8")
for line in sys.stdin.buffer.read().decode("utf-8").splitlines():
    name, statement = line.split("\t")
    for row in cursor.execute(statement).fetchall():
        print(name, *row, sep="\t")
for table in cursor.tables(schema="bi", tableType="VIEW").fetchall():
    print("view", table.table_name, sep="\t")
for column in cursor.columns(schema="bi", table="observation").fetchall():
    long = column.data_type in (pyodbc.SQL_LONGVARCHAR, pyodbc.SQL_WLONGVARCHAR)
    print("column", column.column_name, "long" if long else column.type_name, sep="\t")
for statement in ("select * from public.observation", "update public.metric set decimals = 0"):
    try:
        cursor.execute(statement)
    except pyodbc.Error as error:
        print("refused", error.args[0], sep="\t")
