import { getDatamodel } from '../../database/generated/pothos.ts';

interface Field {
  readonly name: string;
  readonly documentation?: string;
}
const models: {
  readonly datamodel: { readonly models: Record<string, { fields: readonly Field[] }> };
} = getDatamodel();

/** What a column means, as the data model says it. */
export function getColumnDescription(model: string, column: string): string {
  const field = models.datamodel.models[model]?.fields.find(({ name }) => name === column);
  if (!field?.documentation) throw new Error(`prisma/schema.prisma does not say what ${model}.${column} means`);
  return field.documentation;
}
