import { regionKey } from './catalogue.ts';

/** Other codes of regions: what each text stands for, bare or as scheme:alias. */
export class RegionAliases {
  /** By text the full codes of the regions that it may stand for, by scheme:alias. */
  readonly #regions = new Map<string, Map<string, string>>();

  /** Another code of a region, which is named by its full code. */
  add(scheme: string, alias: string, region: string): void {
    const full = regionKey(scheme, alias);
    for (const text of [full, alias]) {
      const known = this.#regions.get(text) ?? new Map<string, string>();
      this.#regions.set(text, known.set(full, region));
    }
  }

  /** The full code of the region that a text stands for; null where it stands for none, or for several. */
  find(text: string): string | null {
    const [region, another] = new Set(this.#regions.get(text)?.values());
    return region === undefined || another !== undefined ? null : region;
  }

  /** What tells the meanings of a text apart. */
  choices(text: string): readonly string[] {
    return [...(this.#regions.get(text)?.keys() ?? [])];
  }

  texts(): Iterable<string> {
    return this.#regions.keys();
  }
}
