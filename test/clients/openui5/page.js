// Runs in the browser. Every question has the name under which what is expected is kept.
sap.ui.define(
  ['sap/ui/model/odata/v4/ODataModel', 'sap/ui/model/Filter', 'sap/ui/model/FilterOperator', 'sap/ui/model/Sorter'],
  (ODataModel, Filter, FilterOperator, Sorter) => {
    const { Any, Contains, EQ, GT } = FilterOperator;
    const is = (path, value) => new Filter(path, EQ, value);
    const and = (...filters) => new Filter({ filters, and: true });
    const by = (...paths) => paths.map((path) => new Sorter(path));
    const lake = is('datasetCode', 'lake-province');
    const monthlyVisits = and(is('metricCode', 'visits'), is('isTotal', true), is('frequency', 'MONTHLY'));

    async function questions(groupId) {
      const model = new ODataModel({ serviceUrl: '/odata/v4/', groupId, operationMode: 'Server' });
      const bind = (path, sorters, filter, parameters) =>
        model.bindList(path, undefined, sorters, filter ? [filter] : [], parameters);
      const rows = async (list, start, length) =>
        (await list.requestContexts(start, length)).map((context) => context.getObject());
      const ask = (path, sorters, filter, parameters, length = 100) =>
        rows(bind(path, sorters, filter, parameters), 0, length);
      const count = async (filter) => {
        const list = bind('/Observations', [], filter, { $count: true, $select: 'id' });
        await list.requestContexts(0, 1);
        return list.getLength();
      };
      const answers = {};

      const meta = model.getMetaModel();
      answers.types = {};
      for (const name of ['value', 'periodEnd', 'isTotal', 'publishedAt', 'unitMultiplier'])
        answers.types[name] = (await meta.requestObject(`/Observations/${name}`)).$Type;

      const sorted = bind('/Observations', [new Sorter('value', true), ...by('regionCode', 'period')], monthlyVisits, {
        $count: true,
        $select: 'regionCode,period,value',
      });
      answers.page = (await rows(sorted, 10, 5)).map((row) => [row.regionCode, row.period, row.value]);
      answers.pageCount = sorted.getLength();

      const expanded = await ask(
        '/Observations',
        by('regionCode', 'period'),
        is('metricCode', 'spending'),
        { $select: 'period', $expand: { metric: { $select: 'name' }, region: { $select: 'code' } } },
        3,
      );
      answers.expand = expanded.map((row) => [row.metric.name, row.region.code, row.period]);

      answers.contains = await count(new Filter('metricName', Contains, "people's"));

      const above = new Filter({
        path: 'observations',
        operator: Any,
        variable: 'o',
        condition: new Filter('o/value', GT, 50000),
      });
      answers.any = (await ask('/Metrics', by('code'), and(lake, above), { $select: 'code' })).map(({ code }) => code);

      answers.key = (await model.bindContext("/Metrics('visits')").requestObject()).name;

      const tasks = await ask(
        '/Tasks',
        by('dueDate', 'code'),
        and(lake, is('status', 'IN_PROGRESS'), new Filter('leadCodes', Contains, 'lake-works')),
        { $select: 'code,dueDate,weight', $expand: { programme: { $select: 'name' }, region: { $select: 'code' } } },
        4,
      );
      answers.tasks = tasks.map((row) => [row.code, row.dueDate, row.weight, row.programme.name, row.region.code]);

      const whole = bind('/Observations', [], lake, { $count: true, $select: 'id,value' });
      const found = new Map();
      for (let start = 0; ; start = found.size) {
        const some = await rows(whole, start, 1500);
        for (const { id, value } of some) found.set(id, value ?? 0);
        if (found.size === start || found.size > 10000) break;
      }
      answers.all = [found.size, [...found.values()].reduce((sum, value) => sum + value, 0)];

      const leap = await ask(
        '/Observations',
        by('metricCode', 'regionCode', 'breakdown'),
        is('periodEnd', '2020-02-29'),
        { $select: 'regionCode,value' },
      );
      answers.leapDay = leap.map((row) => [row.regionCode, row.value]);
      const days = await ask(
        '/Observations',
        by('periodEnd'),
        and(is('metricCode', 'water-level'), is('regionCode', '880100')),
        { $select: 'periodEnd' },
        3,
      );
      answers.dates = days.map(({ periodEnd }) => periodEnd);

      const matches = await ask('/Metrics', by('code'), lake, { $search: 'pier', $select: 'code' });
      answers.search = matches.map(({ code }) => code);

      answers.nulls = await count(is('value', null));
      answers.zeros = await count(is('value', 0));

      const group = (field, name, method) => ({
        $$aggregation: { aggregate: { [name]: { name: 'value', with: method } }, group: { [field]: {} } },
      });
      const groups = await ask('/Observations', by('metricCode'), lake, group('metricCode', 'greatest', 'max'));
      answers.groups = groups.map((row) => [row.metricCode, row.greatest]);
      const sums = await ask('/Observations', by('regionCode'), monthlyVisits, group('regionCode', 'total', 'sum'));
      answers.sums = sums.map((row) => [row.regionCode, row.total]);
      return answers;
    }

    const asked = (groupId) => questions(groupId).catch((error) => ({ error: String(error.stack ?? error) }));
    (async () => {
      const direct = await asked('$direct');
      const batch = await asked('$auto');
      await fetch('/result', { method: 'POST', body: JSON.stringify({ direct, batch }) });
    })();
  },
);
