/** The role without rights that every reader is a member of: how the watch knows them, whatever they are called. */
export const READERS = 'govgraph_reader';

/** A condition: somebody gave the role CONNECT on the database, and it does not come from what everybody has. Both are oids in SQL. */
export const isGivenDatabase = (role: string, database: string): string =>
  `exists (select from pg_database given, aclexplode(given.datacl) x
    where given.oid = ${database} and x.privilege_type = 'CONNECT' and x.grantee <> 0 and pg_has_role(${role}, x.grantee, 'MEMBER'))`;
