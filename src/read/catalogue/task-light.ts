import type { AssessmentRule, Rating } from '../../database/generated/prisma/client.ts';
import { DEFAULT_LIGHT_RULE, lightWindow } from '../../domain/progress/traffic-light.ts';
import { isVisible, type Snapshot } from '../core/snapshot.ts';
import type { Catalogue } from './catalogue.ts';

/** What the lights of a data set's tasks follow, seen from a day. */
export interface TaskLights {
  readonly datasetId: number;
  /** The days on which an open task that is due shows yellow. */
  readonly first: string;
  readonly last: string;
  /** The data set's ratings, where an open task that was rated shows the light of its rating; else null. */
  readonly ratings: readonly Pick<Rating, 'id' | 'light'>[] | null;
}

/** The rule that a data set stores for the lights of its tasks. */
export const storedLightRule = (datasetId: number, catalogue: Catalogue, state: Snapshot): AssessmentRule | undefined =>
  catalogue.lightRulesOf.of(datasetId).find((rule) => isVisible(rule, state));

/** Within how many days a data set's open tasks are due that show yellow. */
export const lightDays = (datasetId: number, catalogue: Catalogue, state: Snapshot): number =>
  storedLightRule(datasetId, catalogue, state)?.yellowDays ?? DEFAULT_LIGHT_RULE.yellowDays;

/** Whether open tasks of a data set that were rated show the light of their rating. */
export const followsRatings = (datasetId: number, catalogue: Catalogue): boolean =>
  catalogue.datasets.get(datasetId).taskLight === 'RATING';

/** The same of every data set; which day it is, its time zone says. */
export const taskLights = (
  catalogue: Catalogue,
  state: Snapshot,
  dayIn: (timeZone: string) => string,
): readonly TaskLights[] =>
  state.datasets.map(({ id, timeZone }) => ({
    datasetId: id,
    ...lightWindow(dayIn(timeZone), lightDays(id, catalogue, state)),
    // Those that were closed too: a report of that time still gives them.
    ratings: followsRatings(id, catalogue)
      ? catalogue.ratingsOf.of(id).map(({ id: rating, light }) => ({ id: rating, light }))
      : null,
  }));
