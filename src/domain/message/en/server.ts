/** Messages of `src/server`. */
export const server = {
  'server.body-too-long': 'The body is longer than {max} bytes.',
  'server.more-errors': '{left} more errors are not listed: an answer lists {max}. Mend these first.',
  'server.internal': 'Internal error',
  'server.address-not-json': 'The variables or extensions in the address are not JSON: {reason}',
  'server.form-not-json': 'The variables or extensions in the form are not JSON: {reason}',
  'server.stopping': 'The server is about to stop.',
  'server.database-silent': 'The database does not answer.',
  'server.nothing-at-path': 'There is nothing at {path}. The API is at /graphql.',
  'server.failed': 'Something went wrong here. It is logged under the request id {requestId}.',
} as const;
