/** PostGraphile 5 as its documentation sets it up, over the views in ../postgraphile.ts: the same data, without tokens, limits or rights. */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ['peer'], pubsub: false })],
  grafserv: { watch: false, graphiql: false },
  schema: { defaultBehavior: 'connection list' },
};
const serve = postgraphile(preset).createServ(grafserv);
await serve.ready?.();
const graphql = serve.createHandler();
const server = createServer((request, response) => {
  if (request.url === '/health/ready') response.end('ready');
  else graphql(request, response);
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
