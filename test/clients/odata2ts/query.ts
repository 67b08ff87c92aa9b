// Compiled and run against what odata2ts generated beside it.
import { FetchClient } from '@odata2ts/http-client-fetch';
import { GovService } from './generated/GovService';

declare const process: { argv: string[] };

const service = new GovService(new FetchClient(), process.argv[2] as string);

const spending = await service.Observations().query((builder, figure) =>
  builder
    .select('regionCode', 'period', 'value')
    .filter(figure.metricCode.eq('spending'), figure.value.gt(5000))
    .expanding('metric', (nested) => nested.select('name'))
    .orderBy(figure.value.desc())
    .skip(1)
    .top(4)
    .count(),
);
const rows = spending.data.value.map(({ regionCode, period, value, metric }) => {
  const figure: number | null = value;
  return [regionCode, period, figure, metric?.name];
});

const above = await service.Metrics().query((builder, metric) =>
  builder
    .select('code')
    .filter(
      metric.datasetCode.eq('lake-province'),
      metric.observations.any((figure) => figure.value.gt(50000)),
    )
    .orderBy(metric.code.asc()),
);

const days = await service
  .Observations()
  .query((builder, figure) =>
    builder
      .select('periodEnd', 'value')
      .filter(
        figure.metricCode.eq('water-level'),
        figure.regionCode.eq('880200'),
        figure.periodEnd.ge('2020-02-28'),
        figure.periodEnd.le('2020-03-01'),
      )
      .orderBy(figure.periodEnd.asc()),
  );

const visits = await service.Metrics('visits').query();
const nulls = await service
  .Observations()
  .query((builder, figure) => builder.filter(figure.value.isNull()).top(0).count());
const piers = await service
  .Observations()
  .query((builder, figure) => builder.filter(figure.metricName.contains('pier')).top(0).count());
const everything = await service.Observations().query((builder) => builder.top(0).count());

console.log(
  JSON.stringify({
    count: spending.data['@odata.count'],
    rows,
    any: above.data.value.map(({ code }) => code),
    days: days.data.value.map(({ periodEnd, value }) => [periodEnd, value]),
    key: visits.data.unitCode,
    nulls: nulls.data['@odata.count'],
    contains: piers.data['@odata.count'],
    segment: everything.data['@odata.count'],
  }),
);
