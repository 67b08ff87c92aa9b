import { type Draw, happens, pick } from '../../../support/draw.ts';
import { type EntitySet, literalOf, type Property } from './model.ts';

const MAX_DEPTH = 2;
const NUMBERS = new Set(['Edm.Double', 'Edm.Int32', 'Edm.Decimal', 'Edm.Int64']);

/** Writes addresses that the model admits: properties, ways, keys and values as it has them. */
export class AddressWriter {
  readonly #sets: ReadonlyMap<string, EntitySet>;
  readonly #draw: Draw;

  constructor(sets: ReadonlyMap<string, EntitySet>, draw: Draw) {
    this.#sets = sets;
    this.#draw = draw;
  }

  address(): string {
    const set = pick(this.#draw, [...this.#sets.values()]);
    const row = happens(this.#draw, 25) ? pick(this.#draw, [...set.rows, null]) : null;
    if (row === null) {
      if (happens(this.#draw, 5)) return this.#with(`${set.name}/$count`, this.#filter(set, 0));
      return this.#with(set.name, ...this.#options(set, 0, '&'));
    }
    const path = `${set.name}(${this.#key(set, row)})`;
    const way = pick(this.#draw, [...set.ways, null]);
    if (way === null || happens(this.#draw, 40)) return this.#with(path, ...this.#shape(set, 0));
    const target = this.#setOf(way.target);
    return this.#with(`${path}/${way.name}`, ...(way.isMany ? this.#options(target, 0, '&') : this.#shape(target, 0)));
  }

  #with(path: string, ...options: readonly string[]): string {
    return options.length > 0 ? `${path}?${options.join('&')}` : path;
  }

  #setOf(name: string): EntitySet {
    const set = this.#sets.get(name);
    if (!set) throw new Error(`there is no entity set ${name}`);
    return set;
  }

  #key({ key, properties }: EntitySet, row: Readonly<Record<string, unknown>>): string {
    const typeOf = (name: string) => properties.find((property) => property.name === name)?.type ?? 'Edm.String';
    if (key.length === 1) return literalOf(row[key[0] as string], typeOf(key[0] as string));
    return key.map((name) => `${name}=${literalOf(row[name], typeOf(name))}`).join(',');
  }

  /** What is shown of rows. */
  #shape(set: EntitySet, depth: number): string[] {
    const options: string[] = [];
    if (happens(this.#draw, 40)) {
      const names = Array.from({ length: pick(this.#draw, [1, 2, 3]) }, () => pick(this.#draw, set.properties).name);
      options.push(`$select=${[...new Set(names)].join(',')}`);
    }
    if (depth < MAX_DEPTH && set.ways.length > 0 && happens(this.#draw, depth === 0 ? 35 : 15)) {
      const way = pick(this.#draw, set.ways);
      const inner = way.isMany
        ? this.#options(this.#setOf(way.target), depth + 1, ';')
        : this.#shape(this.#setOf(way.target), depth + 1);
      options.push(`$expand=${way.name}${inner.length > 0 ? `(${inner.join(';')})` : ''}`);
    }
    return options;
  }

  #options(set: EntitySet, depth: number, between: '&' | ';'): string[] {
    if (depth === 0 && happens(this.#draw, 15)) return [this.#apply(set)];
    const options = this.#shape(set, depth);
    if (happens(this.#draw, 50)) options.push(this.#filter(set, depth));
    if (happens(this.#draw, 30)) {
      options.push(`$orderby=${pick(this.#draw, set.properties).name}${pick(this.#draw, ['', ' asc', ' desc'])}`);
    }
    if (between === '&' && happens(this.#draw, 15)) options.push(this.#compute(set));
    if (happens(this.#draw, 40)) options.push(`$top=${pick(this.#draw, [0, 1, 2, 5])}`);
    if (happens(this.#draw, 10)) options.push(`$skip=${pick(this.#draw, [0, 1, 100])}`);
    if (happens(this.#draw, 20)) options.push('$count=true');
    if (between === '&' && happens(this.#draw, 5)) options.push('$search=leak OR (dike NOT "part b")');
    if (between === '&' && happens(this.#draw, 10)) options.push(pick(this.#draw, ['lang=en', 'lang=zh-Hans']));
    return options;
  }

  #compute(set: EntitySet): string {
    const { name, type } = pick(this.#draw, set.properties);
    if (NUMBERS.has(type)) return `$compute=${name} mul 2 as computed,${name} gt 3 as high`;
    return type === 'Edm.Date' ? `$compute=year(${name}) as computed` : `$compute=${name} as computed`;
  }

  #filter(set: EntitySet, depth: number): string {
    return `$filter=${this.#condition(set, '', depth)}`;
  }

  #condition(set: EntitySet, prefix: string, depth: number): string {
    if (depth < 3 && happens(this.#draw, 25)) {
      const [a, b] = [this.#condition(set, prefix, depth + 1), this.#condition(set, prefix, depth + 1)];
      return pick(this.#draw, [`(${a}) and (${b})`, `(${a}) or (${b})`, `not (${a})`]);
    }
    const ways = set.ways.filter(({ isMany }) => isMany);
    if (prefix === '' && ways.length > 0 && happens(this.#draw, 8)) {
      const way = pick(this.#draw, ways);
      const inner = this.#condition(this.#setOf(way.target), 'x/', 3);
      return pick(this.#draw, [
        `${way.name}/any(x:${inner})`,
        `${way.name}/all(x:${inner})`,
        `${way.name}/$count gt 1`,
      ]);
    }
    const property = pick(this.#draw, set.properties);
    const name = `${prefix}${property.name}`;
    const value = this.#value(set, property);
    if (property.type === 'Edm.Boolean') return `${name} eq ${value}`;
    if (property.type === 'Edm.String' && value !== 'null' && happens(this.#draw, 30)) {
      const call = pick(this.#draw, ['contains', 'startswith', 'endswith']);
      return pick(this.#draw, [`${call}(${name},${value})`, `tolower(${name}) eq ${value}`, `length(${name}) gt 3`]);
    }
    if (NUMBERS.has(property.type) && happens(this.#draw, 30))
      return `${name} ${pick(this.#draw, ['add', 'sub', 'mul'])} 2 ge 10`;
    if (property.type === 'Edm.Date' && happens(this.#draw, 30)) return `year(${name}) eq 2020`;
    if (value !== 'null' && happens(this.#draw, 15)) return `${name} in (${value},${this.#value(set, property)})`;
    return `${name} ${value === 'null' ? pick(this.#draw, ['eq', 'ne']) : pick(this.#draw, ['eq', 'ne', 'gt', 'ge', 'lt', 'le'])} ${value}`;
  }

  #value({ rows }: EntitySet, { name, type }: Property): string {
    return rows.length === 0 ? 'null' : literalOf(pick(this.#draw, rows)[name], type);
  }

  #apply(set: EntitySet): string {
    const groups = set.properties.filter(({ type }) => !NUMBERS.has(type));
    const numbers = set.properties.filter(({ type }) => NUMBERS.has(type));
    const by = [...new Set([pick(this.#draw, groups).name, pick(this.#draw, groups).name])];
    const number = numbers.length > 0 ? pick(this.#draw, numbers).name : null;
    const figures = [
      '$count as rows',
      ...(number === null
        ? []
        : [`${number} with ${pick(this.#draw, ['min', 'max', 'average', 'sum', 'countdistinct'])} as figure`]),
    ];
    const grouped = `groupby((${by.join(',')}),aggregate(${figures.slice(0, pick(this.#draw, [1, 1, 2])).join(',')}))`;
    const filter = happens(this.#draw, 50) ? `filter(${this.#condition(set, '', 2)})/` : '';
    const first = happens(this.#draw, 20) ? `topcount(${pick(this.#draw, [0, 1, 5])},${by[0]})/` : '';
    const kept = happens(this.#draw, 20) ? `groupby((${by.join(',')}),filter($these/aggregate($count) ge 2))/` : '';
    const then = `${filter}${first}${kept}${grouped}${this.#after()}`;
    if (happens(this.#draw, 30)) {
      const total = pick(this.#draw, ['aggregate($count as n)', 'identity', 'top(2)', `groupby((${by[0]}))`]);
      const page = pick(this.#draw, ['', '&$top=3', '&$skip=1', '&$count=true']);
      return `$apply=${filter}${first}${kept}concat(${total},${grouped}${this.#after()}/concat(aggregate($count as m),${pick(this.#draw, ['identity', 'orderby(rows desc)/top(3)', 'skip(1)/top(1)'])}))${page}`;
    }
    return `$apply=${then}${happens(this.#draw, 30) ? '&$orderby=rows desc' : ''}`;
  }

  /** What is done with groups that have a count of rows. */
  #after(): string {
    if (happens(this.#draw, 60)) return '';
    return pick(this.#draw, [
      '/filter(rows gt 1)',
      '/orderby(rows desc)/skip(1)/top(2)',
      '/compute(rows mul 2 as twice)/filter(twice gt 2)',
      '/topcount(2,rows)',
    ]);
  }
}
