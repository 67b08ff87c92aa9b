// What several questions are made of.
import { REGIONS } from '../catalogue.mjs';

export const nodes = (connection) => connection.nodes;
export const only = (connection) => connection.nodes[0];

export const day = (start, days) => new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
/** Days from which on every task is due: PostGraphile cannot compare dates, so this varies our requests and changes no answer. */
export const DUE_DAYS = 20_000;
export const dueFrom = (days) => day('2025-01-01', -days);

export const metricCode = (index) => `metric-${String(index + 1).padStart(3, '0')}`;
export const region = (index) => ({ region: REGIONS[index].code, regionId: REGIONS[index].id });

/** How PostGraphile is asked for a region, and its answers in our shape. */
export const PEER_REGION =
  'regionByRegionId { code regionVersionsByRegionId(condition: { current: true }, first: 1) { nodes { name } } }';
export const peerRegion = ({ regionByRegionId: { code, regionVersionsByRegionId } }) => ({
  code,
  name: only(regionVersionsByRegionId).name.en,
});
export const peerObservation = ({ period, value, flags }) => ({ period, value, statusFlags: flags ?? ['NORMAL'] });
