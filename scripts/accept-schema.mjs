// `npm run schema:accept`: makes the printed schema the one that later changes are compared with.
import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const pathOf = (name) => fileURLToPath(new URL(`../schema/${name}.graphql`, import.meta.url));

copyFileSync(pathOf('schema'), pathOf('baseline'));
console.log(
  'schema/baseline.graphql is now schema/schema.graphql. Commit it with the decision that explains the change.',
);
