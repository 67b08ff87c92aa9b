import type { Json, Tell } from '../support.ts';

export interface Property {
  readonly name: string;
  readonly type: string;
}

export interface Way {
  readonly name: string;
  readonly target: string;
  readonly isMany: boolean;
}

export interface EntitySet {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly ways: readonly Way[];
  readonly key: readonly string[];
  /** A few rows that there are. */
  readonly rows: readonly Json[];
}

/** What the service says of itself, and some rows of each set, so that addresses can be written that it understands. */
export async function readModel(tell: Tell): Promise<ReadonlyMap<string, EntitySet>> {
  const { json: metadata } = await tell('$metadata?$format=json');
  const { Container, ...types } = metadata.Gov;
  const names = Object.keys(Container).filter((name) => Container[name].$Collection);
  const setOf = (type: string) => names.find((name) => Container[name].$Type === type) ?? '';
  const sets = await Promise.all(
    names.map(async (name): Promise<EntitySet> => {
      const type = types[Container[name].$Type.replace('Gov.', '')];
      const members = Object.entries<Json>(type).filter(([member]) => !member.startsWith('$') && !member.includes('@'));
      const { json } = await tell(`${name}?$top=6`);
      return {
        name,
        properties: members
          .filter(([, { $Kind, $Collection }]) => !$Kind && !$Collection)
          .map(([member, { $Type = 'Edm.String' }]) => ({ name: member, type: $Type })),
        ways: members
          .filter(([, { $Kind }]) => $Kind === 'NavigationProperty')
          .map(([member, { $Type, $Collection = false }]) => ({
            name: member,
            target: setOf($Type),
            isMany: $Collection,
          })),
        key: type.$Key,
        rows: json.value,
      };
    }),
  );
  return new Map(sets.map((set) => [set.name, set]));
}

/** A value as it stands in an address. */
export function literalOf(value: unknown, type: string): string {
  if (value === null || value === undefined) return 'null';
  return type === 'Edm.String' ? `'${String(value).replaceAll("'", "''")}'` : String(value);
}
