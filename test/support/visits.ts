/** What a file of visits to museums needs besides its mapping. */
export const VISIT_DEFINITIONS = {
  themes: [{ code: 'culture', 'name:en': 'Culture' }],
  units: [{ code: 'visit', 'name:en': 'visit' }],
  regions: [
    { scheme: 'T', code: 'N', level: 'COUNTY', 'name:en': 'North' },
    { scheme: 'T', code: 'S', level: 'COUNTY', 'name:en': 'South' },
  ],
  metrics: [{ code: 'visits', 'name:en': 'visits', theme: 'culture', kind: 'COUNT', basis: 'FLOW', unit: 'visit' }],
};

/** The data set that a mapping of such a file names. */
export const VISIT_DATASET = { code: 'visits', title: 'Visits', language: 'en', timeZone: 'UTC', region: 'T:N' };
