/** What a message says of groups of observations: of all that have the same values in some components, and any in the others. */
export class GroupIndex<Said> {
  /** By the components that the keys of groups consist of. */
  readonly #forms = new Map<string, { readonly components: readonly number[]; readonly said: Map<string, Said[]> }>();

  /** `key` has the values of a group by the numbers of components. A group without a key is of nothing. */
  add(key: ReadonlyMap<number, string>, said: Said): void {
    const components = [...key.keys()].sort((a, b) => a - b);
    if (components.length === 0) return;
    const form = this.#forms.get(components.join()) ?? { components, said: new Map<string, Said[]>() };
    this.#forms.set(components.join(), form);
    const text = JSON.stringify(components.map((component) => key.get(component)));
    form.said.set(text, [...(form.said.get(text) ?? []), said]);
  }

  /** All that is said of the groups of an observation, whose value in a component `valueIn` gives. */
  find(valueIn: (component: number) => string): Said[] {
    const found: Said[] = [];
    for (const { components, said } of this.#forms.values())
      found.push(...(said.get(JSON.stringify(components.map(valueIn))) ?? []));
    return found;
  }
}
