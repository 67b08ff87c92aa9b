// What goes wrong in a round: a program is killed, or stopped in the middle, and comes back after some seconds.
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './process.mjs';

/** The server that has this role: `primary`, `sync` or `replica`. */
const findServer = (cluster, role) =>
  until(`a server is ${role}`, async () => cluster.patroni[(await cluster.roles()).indexOf(role)]);

async function killFor(program, seconds) {
  await program.kill();
  await sleep(seconds * 1_000);
  program.start();
}

async function freezeFor(program, seconds) {
  program.freeze();
  await sleep(seconds * 1_000);
  program.thaw();
}

async function killNode(node, seconds) {
  node.isDown = true;
  node.kills += 1;
  await killFor(node, seconds);
}

/**
 * @typedef {{ title: string, apply: (cluster: object, draw: (from: number, to: number) => number) => Promise<void> }} Fault
 * `apply` ends when what it broke has been started again, which is not yet when it works again.
 */
/** @type {readonly Fault[]} */
export const FAULTS = [
  {
    title: 'the primary is killed, with its Patroni',
    apply: async (cluster, draw) => killFor(await findServer(cluster, 'primary'), draw(2, 20)),
  },
  {
    title: 'Patroni of the primary is killed, and PostgreSQL goes on',
    apply: async (cluster, draw) => {
      const primary = await findServer(cluster, 'primary');
      await primary.killAlone();
      await sleep(draw(1, 20) * 1_000);
      primary.start();
    },
  },
  {
    title: 'the server process of the primary is killed',
    apply: async (cluster) => cluster.killServer(await findServer(cluster, 'primary')),
  },
  {
    title: 'the primary is paused for longer than its lease',
    apply: async (cluster, draw) => freezeFor(await findServer(cluster, 'primary'), draw(18, 25)),
  },
  {
    title: 'the primary is paused for less than its lease',
    apply: async (cluster, draw) => freezeFor(await findServer(cluster, 'primary'), draw(2, 10)),
  },
  {
    title: 'the synchronous replica is killed',
    apply: async (cluster, draw) => killFor(await findServer(cluster, 'sync'), draw(2, 10)),
  },
  {
    title: 'the other replica is killed',
    apply: async (cluster, draw) => killFor(await findServer(cluster, 'replica'), draw(2, 10)),
  },
  {
    title: 'the synchronous replica is paused',
    apply: async (cluster, draw) => freezeFor(await findServer(cluster, 'sync'), draw(3, 12)),
  },
  {
    title: 'a govgraph node is killed',
    apply: (cluster, draw) => killNode(cluster.nodes[Math.floor(draw(0, cluster.nodes.length))], draw(1, 5)),
  },
  {
    title: 'a member of etcd is killed',
    apply: (cluster, draw) => killFor(cluster.etcd[Math.floor(draw(0, cluster.etcd.length))], draw(2, 10)),
  },
];
