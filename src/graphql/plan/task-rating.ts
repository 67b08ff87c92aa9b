import { builder } from '../core/builder.ts';
import { getColumnDescription } from '../core/description.ts';
import { Rating, Task } from '../core/ref.ts';

builder.objectField(Task, 'rating', (t) =>
  t.field({
    type: Rating,
    nullable: true,
    description: getColumnDescription('Task', 'ratingId'),
    resolve: ({ ratingId }, _args, { catalogue }) => catalogue.ratings.find(ratingId),
  }),
);
builder.objectField(Task, 'previousRating', (t) =>
  t.field({
    type: Rating,
    nullable: true,
    description: getColumnDescription('Task', 'previousRatingId'),
    resolve: ({ previousRatingId }, _args, { catalogue }) => catalogue.ratings.find(previousRatingId),
  }),
);
builder.objectField(Task, 'ratedSince', (t) =>
  t.expose('ratedSince', { type: 'Date', nullable: true, description: getColumnDescription('Task', 'ratedSince') }),
);
