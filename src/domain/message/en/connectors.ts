/** Messages of `src/connectors/table` and `src/connectors/sql`. */
export const connectors = {
  'table.invalid-language': '`lang` must be a BCP 47 language tag such as zh-Hans or en; got {value}.',
  'table.invalid-truth': '`{name}` must be true or false; got {value}.',
  'table.invalid-day': '`{name}` must be a day that exists, written as YYYY-MM-DD, such as 2020-11-30; got {value}.',

  'bi-role.unknown': 'There is no role "{name}".',
  'bi-role.not-a-reader': 'The role "{name}" exists already and was not created as a reader. Choose another name.',
  'bi-role.invalid-name':
    'The name of a reader must have at most {max, number} characters, which are lower-case letters, digits and _, must not begin with a digit or with pg_, and must be none of {reserved}; got "{name}".',
  'bi-role.invalid-language': '--language must be a language tag such as zh-Hans or en; got "{value}".',
  'bi-role.invalid-password':
    'The password must have {min, number} to {max, number} letters, digits and other printable characters of ASCII.',
  'bi-role.language-needs-superuser':
    'Only a superuser may set the language of a role, and {user} is not a superuser. Leave --language out and let the client set {option}, or let a superuser run: {statement}.',
  'bi-role.missing-rights':
    'The role {role} of DATABASE_URL may not create or drop "{reader}". A superuser can permit it: {statements}.',
  'bi-role.statement-refused': 'The database refuses "{statement}": {reason}.',
  'bi-role.rights-elsewhere':
    '{reason}: the role has rights in another database of this server. Drop the role there first.',

  'bi-role.note-temporary-revoked':
    'Only the owner can now create temporary tables in this database. A role that imports needs TEMP.',
  'bi-role.note-functions-revoked':
    'In this database, roles that are not superusers can no longer write large objects or log messages, take advisory locks, or run blocks of PL/pgSQL.',
  'bi-role.note-server-roles':
    'These roles read the tables of govgraph and keep advisory locks and PL/pgSQL: {roles}. Run this command again after you add such a role.',
  'bi-role.note-temporary-left':
    'The role may still create temporary tables. The owner of the database can revoke this: {statement}.',
  'bi-role.note-create-left':
    'The role may still create objects in the schema {schema}. Its owner can revoke this: {statement}.',
  'bi-role.note-table-left': 'The role may still read or write {table}, as every role may.',
  'bi-role.note-functions-left':
    'The role may still write large objects, take advisory locks, and run blocks of PL/pgSQL, as every role may. A superuser can revoke this by running this command.',
  'bi-role.note-memory-left':
    'The server cannot see how much memory the role takes. A superuser can change this by running this command.',
  'bi-role.note-temporary-files-left':
    'The size of temporary files that the role writes has no limit. A superuser can set one: {statement}.',
  'bi-role.note-parameter-left':
    'The role may set {parameter}, because a superuser granted it to the role or to every role.',
  'bi-role.note-prepared-left':
    'The role may leave prepared transactions whose locks outlast its connections. Set max_prepared_transactions = 0 on the server unless another program needs them.',
  'bi-role.note-databases-left':
    'The role may connect to these databases, as every role may: {databases}. A running govgraph server ends such connections; rules in pg_hba.conf refuse them.',
  'bi-role.note-member': 'The role is also a member of {group} and may do what that role may.',
} as const;
