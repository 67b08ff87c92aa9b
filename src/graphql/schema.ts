import './assessment/assessment.ts';
import './observation/availability.ts';
import './check/check.ts';
import './cube/cube.ts';
import './catalogue/dataset.ts';
import './catalogue/dimension.ts';
import './catalogue/metric.ts';
import './observation/metric-figure.ts';
import './lookup/node.ts';
import './observation/observation.ts';
import './catalogue/organization.ts';
import './plan/programme.ts';
import './plan/rating.ts';
import './catalogue/region.ts';
import './core/scalar.ts';
import './lookup/search.ts';
import './observation/series.ts';
import './catalogue/source.ts';
import './observation/target.ts';
import './plan/task.ts';
import './plan/task-fields.ts';
import './plan/task-grouping.ts';
import './plan/task-progress-of.ts';
import './plan/task-report.ts';
import './catalogue/theme.ts';
import './catalogue/unit.ts';
import './plan/working-group.ts';
import { builder } from './core/builder.ts';
import { rejectRefusals } from './core/rejection.ts';
import { holdToSpecification } from './specification.ts';

/** The whole graph. Importing it opens nothing and needs no environment. */
export const schema = holdToSpecification(rejectRefusals(builder.toSchema()));

/** The builder has no option for it. */
schema.description = `A read-only graph of government plans, statistical indicators and the sources that state them. Start with the type \`Query\`.
Names and titles come in the language of \`lang\`, else of the Accept-Language header, else of the data set.
Lists are Relay connections. A list that was begun is read to its end as it was published when it began.
Null is an answer: a look-up finds nothing of that code, or the source does not state the value.`;
