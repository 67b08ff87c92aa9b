// The rows of the catalogue: the same every time, made from one seed.
export const METRICS = 400;
/** Metrics that only townships report: what is rolled up. */
export const RURAL_METRICS = 4;
const TASKS = 400;
export const GROUPS = 8;
const PROGRAMMES = 40;
export const THEMES = 6;
const UNITS = ['case', 'person', 'household', 'percent', 'CNY', 'organisation'];
export const STATUSES = ['PLANNED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'];
const SEED = 20_201_123;

/** mulberry32: small, and the same everywhere. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const range = (count) => Array.from({ length: count }, (_, index) => index);
const pad = (number, width) => String(number).padStart(width, '0');
const named = (en, zh) => ({ en, 'zh-Hans': zh });
const searchText = (code, name) => `${code}\n${Object.values(name).join('\n')}`.toLowerCase();
const OWNED = { dataset_id: 1, from_seq: 1 };

/** One province, ten prefectures, ten counties in each, ten townships in each of those; ids run level by level. */
function regionTree() {
  const levels = ['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP'];
  const words = [named('province', '省'), named('prefecture', '市'), named('county', '县'), named('township', '乡')];
  const regions = [];
  let parents = [{ id: null, path: [], digits: '' }];
  for (const [depth, level] of levels.entries()) {
    const children = parents.flatMap((parent) => range(depth === 0 ? 1 : 10).map((index) => ({ parent, index })));
    parents = children.map(({ parent, index }, position) => {
      const id = regions.length + 1;
      const digits = depth === 0 ? '62' : `${parent.digits}${pad(index + 1, depth === 3 ? 3 : 2)}`;
      const name = named(`${words[depth].en} ${position + 1}`, `第${position + 1}${words[depth]['zh-Hans']}`);
      const region = { id, path: [...parent.path, id], digits, code: digits.padEnd(6, '0') };
      regions.push({ ...region, level, name, parent_id: parent.id });
      return region;
    });
  }
  return regions;
}

export const REGIONS = regionTree();

/** What fills the tables of the catalogue, in an order in which it can be written. */
export function catalogue() {
  const next = random(SEED);
  const pick = (count) => 1 + Math.floor(next() * count);
  const day = (from, days) => new Date(Date.UTC(from, 0, 1) + pick(days) * 86_400_000).toISOString().slice(0, 10);
  const row = (id, code, name) => ({ ...OWNED, id, code, name });
  const searchable = (id, code, name) => ({ ...row(id, code, name), search_text: searchText(code, name) });
  const codes = new Map(REGIONS.map(({ id, code }) => [id, code]));

  const regions = REGIONS.map(({ id, code }) => ({ ...OWNED, id, code, scheme: 'GB/T 2260' }));
  const versions = REGIONS.map(({ id, code, name, level, parent_id, path }) => {
    const place = { region_id: id, scheme: 'GB/T 2260', level, parent_id, path, current: true };
    return { ...searchable(id, code, name), ...place };
  });
  const organizations = range(60).map((index) => {
    const name = named(`department ${index + 1}`, `第${index + 1}局`);
    return { ...searchable(index + 1, `department-${index + 1}`, name), kind: 'DEPARTMENT', citation_ids: [] };
  });
  const groups = range(GROUPS).map((index) => {
    const name = named(`special working group ${index + 1}`, `第${index + 1}专项组`);
    return { ...row(index + 1, `group-${index + 1}`, name), ordinal: index + 1, leading_group_id: 1, citation_ids: [] };
  });
  const themes = range(THEMES).map((index) =>
    row(index + 1, `theme-${index + 1}`, named(`field of work ${index + 1}`, `第${index + 1}领域`)),
  );
  const units = UNITS.map((code, index) => row(index + 1, code, named(code, `单位${index + 1}`)));
  const programmes = range(PROGRAMMES).map((index) => ({
    ...searchable(index + 1, `programme-${index + 1}`, named(`programme ${index + 1}`, `第${index + 1}行动`)),
    kind: 'CAMPAIGN',
    theme_id: pick(THEMES),
    working_group_id: (index % GROUPS) + 1,
    attribution: 'STATED',
    citation_ids: [],
  }));
  const metrics = range(METRICS).map((index) => {
    const name = named(`indicator ${index + 1}, disputes resolved`, `第${index + 1}项指标化解矛盾纠纷`);
    const rules = { over_time: 'SUM', over_regions: 'SUM', over_breakdowns: 'SUM', direction: 'HIGHER_IS_BETTER' };
    return {
      ...searchable(index + 1, `metric-${pad(index + 1, 3)}`, name),
      ...rules,
      sort_name: name['zh-Hans'],
      theme_id: pick(THEMES),
      working_group_id: pick(GROUPS),
      attribution: 'STATED',
      kind: 'COUNT',
      basis: 'FLOW',
      unit_id: pick(UNITS.length),
      unit_multiplier: 0,
      decimals: 2,
      citation_ids: [],
    };
  });
  const rural = range(RURAL_METRICS).map((index) => {
    const { working_group_id: _, attribution: __, ...like } = metrics[index];
    const name = named(`rural indicator ${index + 1}`, `第${index + 1}项乡镇指标`);
    const own = searchable(METRICS + index + 1, `rural-${index + 1}`, name);
    return { ...like, ...own, sort_name: name['zh-Hans'], working_group_id: null, attribution: null };
  });
  const tasks = range(TASKS).map((index) => {
    const title = named(`task ${index + 1}: screen and resolve`, `任务${index + 1}：排查化解`);
    const code = `task-${pad(index + 1, 3)}`;
    const { name: _, ...base } = searchable(index + 1, code, title);
    const status = STATUSES[pick(STATUSES.length) - 1];
    const progress = status === 'COMPLETED' ? 100 : pick(9_999) / 100;
    const region = pick(111);
    const responsible = [pick(30), 30 + pick(30)];
    return {
      ...base,
      title,
      ordinal: index + 1,
      working_group_id: (index % GROUPS) + 1,
      programme_id: pick(PROGRAMMES),
      attribution: 'STATED',
      region_id: region,
      region_codes: REGIONS[region - 1].path.map((id) => codes.get(id)),
      has_children: false,
      weight: 1,
      start_date: '2020-01-01',
      due_date: day(2025, 700),
      stated_status: status,
      status,
      own_progress: progress,
      rolled_up_progress: progress,
      lead_ids: [responsible[0]],
      organization_ids: responsible,
      citation_ids: [],
    };
  });
  const responsibilities = tasks.flatMap(({ id, organization_ids }) =>
    organization_ids.map((organization_id, position) => ({
      task_id: id,
      organization_id,
      role: position === 0 ? 'LEAD' : 'COOPERATE',
      position: position + 1,
      first: true,
    })),
  );
  const measures = tasks.flatMap(({ id }) => {
    const first = pick(METRICS);
    const ids = [first, first + 37, first + 91].map((metric) => ((metric - 1) % METRICS) + 1);
    return ids.map((metric_id, position) => ({ task_id: id, metric_id, position: position + 1 }));
  });
  const published = '2025-01-15T00:00:00Z';
  return {
    dataset: [
      {
        id: 1,
        code: 'bench',
        title: named('generated data', '生成的数据'),
        language: 'zh-Hans',
        time_zone: 'Asia/Shanghai',
        current_seq: 1,
      },
    ],
    release: [
      {
        id: 1,
        dataset_id: 1,
        seq: 1,
        version: '1',
        state: 'PUBLISHED',
        published_at: published,
        content_hash: 'generated',
        observation_count: 0,
      },
    ],
    publication: [{ version: 1, dataset_id: 1, seq: 1, at: published }],
    region: regions,
    region_version: versions,
    organization: organizations,
    working_group: groups,
    theme: themes,
    unit: units,
    programme: programmes,
    metric: [...metrics, ...rural],
    task: tasks,
    task_responsibility: responsibilities,
    task_metric: measures,
  };
}
