import type { Attribution } from '../../database/generated/prisma/enums.ts';
import type { CodeKind, PlanKind } from '../package/column.ts';
import type { Given } from './shared-list.ts';
import {
  buildSearchText,
  closeOthers,
  type Links,
  type ReleaseWriter,
  replaceLinks,
  upsert,
  type Versioned,
} from './write.ts';

const WORKING_GROUP: Versioned = {
  table: 'working_group',
  columns: { code: 'text', ordinal: 'int', name: 'jsonb', leading_group_id: 'int', citation_ids: 'int[]' },
};
const PROGRAMME: Versioned = {
  table: 'programme',
  columns: {
    code: 'text',
    name: 'jsonb',
    kind: '"ProgrammeKind"',
    theme_id: 'int',
    working_group_id: 'int',
    attribution: '"Attribution"',
    citation_ids: 'int[]',
    search_text: 'text',
  },
};
/** What the source says, unless the file says that we infer it; nothing where there is no group to belong to. */
export const getAttribution = (row: {
  working_group: string | null;
  attribution: Attribution | null;
}): Attribution | null => (row.working_group === null ? null : (row.attribution ?? 'STATED'));

/** The ids of everything of a kind that the package holds: the rest is closed. */
export const findIds = ({ names }: Given, kind: PlanKind, rows: readonly { code: string }[]): number[] =>
  rows.map((row) => names.id(kind, row.code));

/** Working groups come before the metrics that are attributed to them. */
export async function writeWorkingGroups(release: ReleaseWriter, given: Given): Promise<void> {
  const { names } = given;
  const rows = given.catalogue.rows.working_groups;
  await closeOthers(release, 'working_group', findIds(given, 'working_group', rows));
  await upsert(
    release,
    WORKING_GROUP,
    rows.map((row) => ({
      ...row,
      id: names.id('working_group', row.code),
      leading_group_id: names.id('organization', row.leading_group),
      citation_ids: given.cited('working_groups', row.line),
    })),
  );
}

/** Programmes with their pilot regions and metrics. */
export async function writeProgrammes(release: ReleaseWriter, given: Given): Promise<void> {
  const { names } = given;
  const rows = given.catalogue.rows.programmes;
  await closeOthers(release, 'programme', findIds(given, 'programme', rows));
  await upsert(
    release,
    PROGRAMME,
    rows.map((row) => ({
      ...row,
      id: names.id('programme', row.code),
      theme_id: names.id('theme', row.theme),
      working_group_id: row.working_group === null ? null : names.id('working_group', row.working_group),
      attribution: getAttribution(row),
      citation_ids: given.cited('programmes', row.line),
      search_text: buildSearchText(row.code, row.name),
    })),
  );
  await writeCodeLinks(
    release,
    given,
    { table: 'programme_region', owner: 'programme_id' },
    'programme',
    'region',
    rows,
    (row) => row.pilot_regions,
  );
  await writeCodeLinks(
    release,
    given,
    { table: 'programme_metric', owner: 'programme_id' },
    'programme',
    'metric',
    rows,
    (row) => row.metrics,
  );
}

/** Links a plan's rows to what their lists of codes name, in the order of the lists. */
export async function writeCodeLinks<R extends { readonly code: string }>(
  release: ReleaseWriter,
  { names }: Given,
  { table, owner }: Pick<Links, 'table' | 'owner'>,
  from: PlanKind,
  to: CodeKind,
  rows: readonly R[],
  codesOf: (row: R) => readonly string[],
): Promise<void> {
  const links = rows.flatMap((row) =>
    codesOf(row).map((code, position) => ({
      [owner]: names.id(from, row.code),
      [`${to}_id`]: names.id(to, code),
      position,
    })),
  );
  const columns = { [`${to}_id`]: 'int', position: 'int' };
  await replaceLinks(
    release,
    { table, owner, columns },
    rows.map((row) => names.id(from, row.code)),
    links,
  );
}
