// PostGraphile with its amber preset. Run by the Node of this folder, with DATABASE_URL, POOL_SIZE and PORT.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const service = makePgService({
  connectionString: process.env.DATABASE_URL,
  schemas: ['public'],
  poolConfig: { max: Number(process.env.POOL_SIZE) },
});
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  // It refuses to filter and order by a column without an index, such as a task's status or due date: here it may.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [service],
  grafserv: { graphiql: false, websockets: false, watch: false, graphqlPath: '/graphql' },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(process.env.PORT), '127.0.0.1');
