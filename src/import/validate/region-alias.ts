import { message } from '../../domain/message/message.ts';
import { type PackageCatalogue, regionKey } from '../catalogue/catalogue.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Installation } from '../catalogue/installation.ts';
import { quoted } from '../package/problem.ts';
import type { Complain } from './row-rule.ts';

/** Within its scheme a text is either a code or an alias, and an alias stands for one region, whatever data set gives it. */
export function checkRegionAliases(
  { region_aliases, regions }: PackageCatalogue['rows'],
  names: CodeIds,
  { aliases }: Installation,
  complain: Complain,
): void {
  for (const row of region_aliases) {
    const { scheme, alias, region } = row;
    const key = regionKey(scheme, alias);
    if (names.isCode('region', key)) {
      const text = message('import.alias-is-code', { alias: quoted(key) });
      complain('region_aliases', row, 'alias', alias, text, message('import.alias-expected'));
      continue;
    }
    const target = names.regionCodeIn(scheme, region);
    const known = aliases.get(key);
    if (target === null && names.find('region', names.regionIn(scheme, region)) !== null) {
      const text = message('import.alias-of-alias', { alias: quoted(region) });
      complain('region_aliases', row, 'region', region, text, message('import.region-code-expected'));
    } else if (target !== null && known !== undefined && known.region !== target) {
      const values = { alias: quoted(key), region: quoted(known.region), owner: quoted(known.owner) };
      const expected = message('import.foreign-alias-expected', { region: quoted(known.region) });
      complain('region_aliases', row, 'region', region, message('import.foreign-alias', values), expected);
    }
  }
  for (const row of regions) {
    const known = aliases.get(regionKey(row.scheme, row.code));
    if (known === undefined) continue;
    const values = { code: quoted(row.code), region: quoted(known.region), owner: quoted(known.owner) };
    const expected = message('import.code-of-alias-expected', { region: quoted(known.region) });
    complain('regions', row, 'code', row.code, message('import.code-is-alias', values), expected);
  }
}
