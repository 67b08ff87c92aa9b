import type { TestProject } from 'vitest/node';
import { makeTemplates, type Templates } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates;
  }
}

/** Prepares what every test database is copied from. DATABASE_URL chooses a PostgreSQL server; without it, the embedded engine. */
export default async function setup(project: TestProject) {
  const { templates, remove } = await makeTemplates(process.env.DATABASE_URL || undefined);
  project.provide('templates', templates);
  return remove;
}
