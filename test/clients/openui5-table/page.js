// Runs in the browser, at another origin than the server: shows groups in tables and reads what they show.
sap.ui.define(
  [
    'sap/ui/core/Control',
    'sap/ui/model/Filter',
    'sap/ui/model/FilterOperator',
    'sap/ui/model/Sorter',
    'sap/ui/model/odata/v4/ODataModel',
    'sap/ui/table/Column',
    'sap/ui/table/Table',
    'sap/ui/table/rowmodes/Fixed',
  ],
  (Control, Filter, FilterOperator, Sorter, ODataModel, Column, Table, Fixed) => {
    const ROWS = 8;
    /** How long a table may take to show its rows. */
    const PATIENCE = 60_000;
    const Cell = Control.extend('client.Cell', {
      metadata: { properties: { value: { type: 'any' } } },
      renderer: {
        apiVersion: 2,
        render: (manager, cell) => {
          manager.openStart('span', cell).class('cell').openEnd();
          manager.text(String(cell.getValue() ?? '')).close('span');
        },
      },
    });
    const given = new URLSearchParams(location.search);
    const service = given.get('service');
    const least = Number(given.get('least'));
    const is = (path, value) => new Filter(path, FilterOperator.EQ, value);
    const visits = new Filter({
      filters: [is('metricCode', 'visits'), is('isTotal', true), is('frequency', 'MONTHLY')],
      and: true,
    });
    const value = { grandTotal: true, subtotals: true, with: 'sum' };

    function show(property, sorter, aggregation, filters = []) {
      const table = new Table({
        rowMode: new Fixed({ rowCount: ROWS }),
        columns: [property, 'value'].map(
          (path) => new Column({ label: path, template: new Cell({ value: `{${path}}` }) }),
        ),
      });
      table.setModel(
        new ODataModel({ serviceUrl: service, groupId: '$auto', operationMode: 'Server', autoExpandSelect: true }),
      );
      table.bindRows({
        path: '/Observations',
        filters: [visits, ...filters],
        sorter,
        parameters: { $count: true, $$aggregation: aggregation },
      });
      table.placeAt('content');
      return table;
    }

    /** What a table shows, in the document: rows that are not empty. */
    function read(table) {
      return table
        .getRows()
        .map((row) => row.getCells().map((cell) => cell.getDomRef()?.textContent ?? ''))
        .filter((texts) => texts.some((text) => text !== ''));
    }

    async function until(holds, what) {
      const end = Date.now() + PATIENCE;
      for (;;) {
        const found = holds();
        if (found) return found;
        if (Date.now() > end) throw new Error(`a table did not show ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }

    async function ask() {
      const groups = show('period', new Sorter('value', true), {
        aggregate: { value: { grandTotal: true, with: 'sum' } },
        group: { period: {} },
      });
      const rows = (table) => {
        const texts = read(table);
        return texts.length === ROWS && texts.slice(1).every(([label]) => label !== '') ? texts : null;
      };
      const first = await until(() => rows(groups), 'its first rows');
      const length = groups.getBinding('rows').getLength();
      groups.setFirstVisibleRow(length - ROWS);
      const last = await until(() => {
        const texts = rows(groups);
        return texts && texts[0][0] !== '' && texts[0][0] !== first[1][0] && texts[0][0] !== first[0][0] ? texts : null;
      }, 'its last rows');

      const tree = show('regionCode', new Sorter('regionCode'), {
        aggregate: { value },
        group: { regionCode: {}, period: {} },
        groupLevels: ['regionCode'],
      });
      const expandable = () => {
        const binding = tree.getBinding('rows');
        const contexts = binding.getCurrentContexts().filter((context) => context?.isExpanded() === false);
        return binding.isLengthFinal() && contexts.length > 0 ? contexts : null;
      };
      const [region] = await until(expandable, 'its groups');
      const levels = await until(() => {
        const texts = read(tree);
        return texts.length > 1 && texts.length === Math.min(ROWS, tree.getBinding('rows').getLength()) ? texts : null;
      }, 'its levels');
      await region.expand();
      const leaves = region
        .getBinding()
        .getCurrentContexts()
        .filter((context) => context?.getProperty('@$ui5.node.level') === 2)
        .map((context) => [context.getProperty('period'), String(context.getProperty('value'))]);

      // Groups are left out by what they add up to, and the grand total is of those that are left.
      const total = { aggregate: { value: { grandTotal: true, with: 'sum' } }, group: { period: {} } };
      const greatest = show('period', new Sorter('period'), total, [new Filter('value', FilterOperator.GE, least)]);
      const left = await until(() => {
        const texts = read(greatest);
        return texts.length > 1 && texts.length === greatest.getBinding('rows').getLength() ? texts : null;
      }, 'groups by their totals');

      return { first, length, last, levels, leaves, left };
    }

    ask()
      .catch((error) => ({ error: String(error.stack ?? error) }))
      .then((found) => fetch('/result', { method: 'POST', body: JSON.stringify(found) }));
  },
);
