// Plants the faults one after the other and lets every OData client find them: a fault that nobody notices is a hole in the clients. A client may
// say in `notices` which of them it is meant to notice; then each of these has to turn it red.
import { FAULTS, NO_FAULT } from './fault.mjs';
import { startProxy } from './proxy.mjs';
import { table } from './table.mjs';
import { tryClient } from './try.mjs';

/** @returns {Promise<{ text: string, failures: string[] }>} */
export async function runFaults(clients, ground, say) {
  const failures = [];
  const rows = [];
  for (const fault of [NO_FAULT, ...FAULTS]) {
    const proxy = await startProxy(ground.url, fault);
    const results = [];
    try {
      for (const client of clients) results.push(await tryClient(client, ground, proxy.url, () => {}));
    } finally {
      await proxy.stop();
    }
    const reds = clients.filter((_, index) => results[index].wrong.length > 0).map(({ name }) => name);
    say(`planted: ${fault.name}: ${reds.length > 0 ? `red in ${reds.join(', ')}` : 'red nowhere'}`);
    if (fault === NO_FAULT) {
      for (const [index, { wrong }] of results.entries())
        if (wrong.length > 0) failures.push(`${clients[index].name} is red without a fault: ${wrong[0]}`);
    } else {
      const blind = clients.filter((client) => client.notices?.includes(fault.name) && !reds.includes(client.name));
      for (const { name } of blind) failures.push(`${name} is meant to notice, and does not: ${fault.name}.`);
      if (reds.length === 0 && clients.some(({ notices }) => notices === undefined))
        failures.push(`No client notices: ${fault.name}.`);
    }
    rows.push([
      fault.name,
      ...results.map(({ wrong }, index) => {
        if (wrong.length > 0) return 'red';
        const isMeant = fault === NO_FAULT || clients[index].notices?.includes(fault.name) !== false;
        return isMeant ? '-' : 'not meant to';
      }),
    ]);
  }
  return { text: table(['fault', ...clients.map(({ name }) => name)], rows), failures };
}
