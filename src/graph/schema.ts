import './assessment.ts';
import './availability.ts';
import './check.ts';
import './cube.ts';
import './dataset.ts';
import './dimension.ts';
import './metric.ts';
import './metric-figure.ts';
import './node.ts';
import './observation.ts';
import './organization.ts';
import './programme.ts';
import './region.ts';
import './scalar.ts';
import './search.ts';
import './series.ts';
import './source.ts';
import './target.ts';
import './task.ts';
import './task-grouping.ts';
import './task-progress-of.ts';
import './task-report.ts';
import './theme.ts';
import './unit.ts';
import './working-group.ts';
import { builder } from './builder.ts';

/** The whole graph. Importing it opens nothing and needs no environment. */
export const schema = builder.toSchema();
