# Builds the schema of a server from its introspection, checks a document against it, asks it, and prints what it found as JSON.
import json, sys, urllib.request
from graphql import build_client_schema, get_introspection_query, parse, print_schema, validate

url, document = sys.argv[1], sys.argv[2]


def ask(query):
    body = json.dumps({"query": query, "operationName": ""}).encode()
    request = urllib.request.Request(f"{url}/graphql", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)["data"]


introspection = ask(
    get_introspection_query(specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True)
)
schema = build_client_schema(introspection)
print(json.dumps({
    "types": sorted(name for name in schema.type_map if not name.startswith("__")),
    "printed": len(print_schema(schema)),
    "mistakes": [error.message for error in validate(schema, parse(document))],
    "answer": ask(document),
}))
