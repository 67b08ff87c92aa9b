import { csv, type PackageText } from './package.ts';

export const RATINGS = [
  'code,name:en,name:zh-Hans,description:en,light,order,valid_from,valid_to',
  'green,Green,绿,Delivery is highly likely.,GREEN,1,,',
  'amber-green,Amber/Green,黄绿,Delivery is probable.,GREEN,2,,2021-03-31',
  'amber,Amber,黄,Delivery is feasible.,YELLOW,3,,',
  'amber-red,Amber/Red,黄红,Delivery is in doubt.,YELLOW,4,,2021-03-31',
  'red,Red,红,Delivery appears unachievable.,RED,5,,',
  'reset,Reset,重订,,,6,2012-01-01,',
] as const;

/** Projects of two departments, rated once a year on a scale of which two grades end; some are exempt, and have no rating. */
export function projects(
  version = '1',
  changes: Readonly<Record<string, string>> = {},
  govgraph: Readonly<Record<string, unknown>> = {},
): PackageText {
  return {
    name: 'projects',
    version,
    govgraph: { timeZone: 'Europe/London', taskLight: 'rating', ...govgraph },
    files: {
      regions: csv('scheme,code,level,parent,name:en', 'test,990000,COUNTRY,,Kingdom'),
      organizations: csv(
        'code,kind,name:en,region',
        'transport,DEPARTMENT,Transport,990000',
        'health,DEPARTMENT,Health,990000',
      ),
      ratings: csv(...RATINGS),
      tasks: csv(
        'code,title:en,status,due_date,lead',
        'bridge,Bridge,,2020-12-31,transport',
        'clinic,Clinic,,2099-12-31,health',
        'depot,Depot,,2020-12-31,transport',
        'rail,Rail,,2099-12-31,transport',
        'ships,Ships,,2019-12-31,transport',
        'tower,Tower,,2099-12-31,health',
        'tunnel,Tunnel,,2099-12-31,transport',
        'vault,Vault,,2019-12-31,health',
        'ward,Ward,,2019-12-31,health',
      ),
      task_reports: csv(
        'task,reported_at,status,progress,rating',
        // Turned red in 2020, and still is.
        'rail,2018-03-31,IN_PROGRESS,,amber',
        'rail,2019-03-31,IN_PROGRESS,,amber-red',
        'rail,2020-03-31,IN_PROGRESS,,red',
        'rail,2022-03-31,IN_PROGRESS,,red',
        // Red from the first.
        'ward,2018-03-31,IN_PROGRESS,,red',
        'ward,2022-03-31,IN_PROGRESS,,red',
        // Was red for a year.
        'ships,2019-03-31,IN_PROGRESS,,red',
        'ships,2020-03-31,IN_PROGRESS,,amber-green',
        'ships,2022-03-31,IN_PROGRESS,,green',
        // Exempt from 2020 on: the rating is still the one of before.
        'clinic,2018-03-31,IN_PROGRESS,,amber',
        'clinic,2019-03-31,IN_PROGRESS,,amber-red',
        'clinic,2020-03-31,IN_PROGRESS,,',
        'clinic,2022-03-31,IN_PROGRESS,40,',
        // Exempt in all years.
        'tower,2018-03-31,IN_PROGRESS,,',
        'tower,2022-03-31,IN_PROGRESS,,',
        'depot,2022-03-31,IN_PROGRESS,,',
        // What has no end stays as it is, and what ended does not.
        'vault,2022-03-31,IN_PROGRESS,,reset',
        'bridge,2022-03-31,COMPLETED,,red',
        'tunnel,2022-03-31,CANCELLED,,red',
      ),
      ...changes,
    },
  };
}
