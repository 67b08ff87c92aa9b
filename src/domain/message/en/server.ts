/** Messages of `src/server`. */
export const server = {
  'server.body-too-long':
    'The body must be at most {max, number} bytes long. Send fewer values at a time, or name a persisted document instead of sending its text.',
  'server.more-errors':
    '{left, plural, one {# more error is} other {# more errors are}} not listed: an answer lists {max, number}. Fix these first.',
  'server.internal': 'Internal error',
  'server.address-not-json': '`{name}` in the address is not JSON: {reason}',
  'server.form-is-json':
    'The body looks like JSON, but the header Content-Type says that it is a form. Send it with Content-Type: application/json.',
  'server.form-not-json': '`{name}` in the form is not JSON: {reason}',
  'server.stopping': 'The server is shutting down.',
  'server.database-silent': 'The database does not answer.',
  'server.database-unreadable': 'The database answers, but what is published cannot be read from it.',
  'server.database-written':
    'The embedded database is being written to, and answers nobody meanwhile. Try again shortly.',
  'server.loading': 'Packages are still being loaded: {packages}.',
  'server.default-loading':
    'The default data set {code} is not there yet. Packages are still being loaded: {packages}.',
  'server.default-missing': 'DEFAULT_DATASET is {code}: there is no such data set. There are: {known}.',
  'server.no-datasets': 'DEFAULT_DATASET is {code}: there is no such data set, nor any other.',
  'server.package-refused':
    'The package has {count, plural, one {# problem} other {# problems}}. The log of the server lists them.',
  'server.package-refused-at-length':
    'The package has {count, number} problems. The log of the server lists the first {told, number}.',
  'server.package-missing':
    'The folder of the package does not exist. The log of the server says where it was looked for.',
  'server.package-failed': 'The package could not be loaded. The log of the server says why.',
  'server.nothing-at-path': 'There is nothing at {path}. The API is at /graphql.',
  'server.metrics-not-public': 'Metrics are not public, and are not read through a proxy. The API is at /graphql.',
  'server.only-metrics': 'There is nothing at {path}. This port answers /metrics and nothing else.',
  'server.no-address':
    'The request line or the header Host is no address. Send a path such as /graphql, and a host name with or without a port.',
  'server.not-acceptable':
    'The header Accept admits no type of the answers. Accept application/graphql-response+json, application/json or */*.',
  'server.unsupported-media-type':
    'The header Content-Type names no type of body that is read here. Send application/json and an object with `query`.',
  'server.encoded-body':
    'The header {header} says that the body is encoded as {encoding}, which is not read here. Send the body as it is.',
  'server.one-host':
    'The request has {count, plural, =0 {no header Host} other {# headers Host}}. Send one, with a host name with or without a port.',
  'server.expectation':
    'The header Expect asks for what this server does not do. Leave it out, or send 100-continue in it.',
  'server.no-tunnel': 'This server is no proxy: CONNECT opens no connection here. Send GET, HEAD or POST.',
  'server.headers-too-long':
    'The address and the headers of a request must be at most {max, number} bytes long. Send long queries in the body of a POST, and fewer or shorter headers.',
  'server.chunk-extensions':
    'The extensions of chunks in a body must be at most {max, number} bytes long. Send the body without them.',
  'server.received-too-slowly':
    'The request was not whole after {milliseconds, number} ms. Send all of it, with a content-length that is that of the body.',
  'server.no-method':
    'The request does not begin with a method of HTTP. Send GET, HEAD or POST in capital letters, without TLS: this port speaks plain HTTP.',
  'server.cut-off':
    'The connection ended before the request was whole. Send all of it, with a content-length that is that of the body.',
  'server.not-http':
    'The request is not HTTP/1.1 ({reason}). Encode addresses in per cent, end lines with CR and LF, and send one content-length or chunks that are well formed.',
  'server.only-read': 'This address is read with GET or HEAD; got {method}.',
  'server.page-not-found': 'Not found',
  'server.page-doors': 'This server answers at these addresses:',
  'server.page-documents': 'The folder docs of the software describes each of them.',
  'server.door-explorer': 'The explorer: plans, figures and their sources as pages.',
  'server.door-graphql': 'The GraphQL API. A browser gets GraphiQL, an editor with the documentation of the schema.',
  'server.door-odata': 'OData 4, for Excel, Power BI, Tableau and other tools.',
  'server.door-files': 'The list of the files: CSV, Excel, JSON, Parquet, JSON-stat and SDMX.',
  'server.failed': 'Something went wrong here. It is logged under the request id {requestId}.',
  'server.cancelled': 'The request was cancelled.',
  'server.answer-too-long':
    'The answer is longer than {max, number} bytes. Select fewer fields, read shorter pages, choose shorter aliases, or load a file from /files/.',
  'server.answer-too-slow': 'The answer took longer than {milliseconds, number} ms. Request less data at a time.',
  'server.busy':
    'The server is busy: the request waited for its turn until its {milliseconds, number} ms were over. Retry later.',
  'server.depth-exceeded':
    'The query must be at most {max, number} fields deep; got {count, number}. Ask for what lies deeper in a query of its own, by its code or id.',
  'server.aliases-exceeded':
    'The query must have at most {max, number} aliases; got {count, number}. Send several queries, or select several rows by one field, as with `codes`.',
  'server.tokens-exceeded':
    'The query must have at most {max, number} tokens (names, values and punctuation). Put long lists of values into `variables`, write what repeats as a fragment, or send several queries.',
  'server.complexity-exceeded': 'The complexity of the query must be at most {max, number}; got {count, number}.',
  'server.heaviest-field': 'The heaviest field is `{path}` with {units, number}.',
  'server.less-complexity':
    'Select fewer fields, read shorter pages, list fewer codes, or count, sort and roll up fewer metrics.',
  'server.fewer-observations':
    'Fewer metrics or a filter by regions make it cheaper, a filter by period does not; or read shorter pages, select fewer fields, and leave out `totalCount` and `orderBy`.',
  'server.selections-exceeded':
    'The query must select at most {max, number} fields and fragments, counted wherever their fragment is spread; got {count, number}. Spread fragments in fewer places, or send several queries.',
  'server.introspection-exceeded':
    'The query must ask for at most {max, number} values of the schema. The introspection that tools send has about a third of that. Select fewer fields below `__schema` and `__type`, or send several queries.',
  'server.nesting-exceeded':
    'Values and types in the query must nest at most {max, number} levels deep. Write flatter values.',
  'server.name-exceeded':
    'A name in the query must have at most {max, number} characters; got {count, number}. Choose a shorter alias.',
  'server.nested-parameter':
    '`{name}` must nest lists and objects at most {max, number} levels deep. Send flatter values.',
  'server.query-too-deep': 'The query nests too deep to be read. Write it flatter.',
  'server.too-many-like-fields':
    'The query selects too many fields with the same name, or too many fragments, to check them for conflicts. Select each field once.',
  'server.nul-character': 'A string contains the character U+0000, which the database cannot store. Remove it.',
  'server.no-operation':
    'It is unclear which operation to run. Send a document with one operation, or name one of its operations in `operationName`.',
  'server.unknown-operation': 'The document has no operation `{name}` of `operationName`. It has: {known}.',
  'server.mutation-by-get': 'A mutation must be sent with POST.',
  'server.only-queries': 'The schema has no {kind} operations. Send a query.',
  'server.too-many-requests': 'The server has {max, number} requests in flight, its maximum. Try again shortly.',
  'server.too-many-of-client':
    'Your address has {max, number} requests in flight, the maximum for one client. Wait for an answer before you send the next request.',
  'server.too-many-long':
    'The server has {max, number} requests for files and OData in flight, its maximum. Try again shortly.',
  'server.too-many-long-of-client':
    'Your address has {max, number} requests for files and OData in flight, the maximum for one client. Wait for an answer before you send the next request.',
  'server.body-not-json':
    'The body is not JSON: {reason}. Send an object with `query`, and `variables` where it has any.',
  'server.body-not-utf-8': 'The body is not UTF-8 text. JSON is always UTF-8.',
  'server.body-not-object': 'The body must be a JSON object with `query`, and `variables` where it has any.',
  'server.no-query': 'The request has no query. Send it in `query`.',
  'server.manifest-unreadable': 'The file {path} of PERSISTED_DOCUMENTS cannot be read: {reason}.',
  'server.manifest-form':
    'The file {path} of PERSISTED_DOCUMENTS must be a JSON object of texts by their ids, or a manifest of Apollo.',
  'server.manifest-hash': 'The file {path} of PERSISTED_DOCUMENTS has a text under {id} whose hash is another one.',
  'server.manifest-twice': 'The file {path} of PERSISTED_DOCUMENTS has another text under {id} than a file before it.',
  'server.document-not-listed':
    'This server answers only documents that its operator has listed. Name one of them in `documentId`, or ask the operator to list yours.',
  'server.document-unknown':
    'The server knows no document {id}. Send its text in `query`, or let the operator list it in PERSISTED_DOCUMENTS.',
  'server.document-id':
    '`documentId` must be a string of at most {max, number} characters, such as `sha256:` and the hash of a document.',
  'server.document-hash-differs': 'The hash in `extensions.persistedQuery` is not that of the text in `query`.',
  'server.persisted-query-extension':
    '`extensions.persistedQuery` must hold `version` 1 and `sha256Hash`, 64 hexadecimal digits in lower case.',
  'server.no-batching': 'The body must hold one query, not a list. Send each query in a request of its own.',
  'server.method-not-allowed': 'GraphQL requests are sent with GET or POST.',
  'server.query-not-string': '`query` must be a string.',
  'server.parameter-not-object': '`{name}` must be an object, or left out.',
} as const;
