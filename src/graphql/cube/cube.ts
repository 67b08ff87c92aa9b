import type { GraphQLResolveInfo } from 'graphql';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { encodeCursor } from '../core/cursor.ts';
import { MANY_ROWS } from '../core/turn.ts';
import { type CubeCells, readCubeCells } from './cube-cells.ts';
import { readCubeChanges } from './cube-changes.ts';
import { cubeScan, ROWS_COUNTED_AS_ONE } from './cube-cost.ts';
import { CUBE_SIZES, type CubeArguments, CubeInput } from './cube-input.ts';
import { type CubeRequest, resolveCubeRequest } from './cube-request.ts';
import { Cube, type CubeRowShape, type CubeShape } from './cube-type.ts';

/** How many cells are compared before everything else has its turn. */
const ROWS_AT_ONCE = 200;

/** Answers a cube: its arguments become a request, the request reads cells, and the cells of the page are compared. */
async function loadCube(input: CubeArguments, context: Context, info: GraphQLResolveInfo): Promise<CubeShape> {
  const { database } = context;
  const request = await resolveCubeRequest(input, context, info);
  const read = await readCubeCells(request, database);
  const cells = read.cells.slice(0, request.page.size);
  const compareAt = await readCubeChanges(request, cells, context);
  const rows: CubeRowShape[] = [];
  for (const [index, cell] of cells.entries()) {
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await context.takeTurn();
    rows.push(Object.assign(cell, { changes: compareAt(index) }));
  }
  // Rows may be resolved in one go: where there are many, those of another cube have a turn of their own.
  if (cells.length > MANY_ROWS) await context.takeTurn(true);
  return {
    rows: context.pieces?.shareTable(rows) ?? rows,
    totalCount: read.total ?? 0,
    pageInfo: {
      hasNextPage: read.cells.length > cells.length,
      hasPreviousPage: request.page.after !== null,
      startCursor: buildCursor(request, read, 0),
      endCursor: buildCursor(request, read, cells.length - 1),
    },
  };
}

/** Builds the cursor of the cell at this place; null where there is no cell, or no cursor was asked for. */
function buildCursor({ state, page }: CubeRequest, { sort }: CubeCells, index: number): string | null {
  const values = index < Math.min(sort.length, page.size) ? sort[index] : undefined;
  return values ? encodeCursor({ facts: state.facts, asOf: state.asOf, order: page.order, values }) : null;
}

builder.queryField('cube', (t) =>
  t.field({
    type: Cube,
    description: 'The observations as a table: one row per cell, with comparisons and roll-ups.',
    args: {
      input: t.arg({ type: CubeInput, required: true, description: 'Selects the cells, comparisons and roll-ups.' }),
    },
    complexity: ({ input }, context) => ({
      field: 1,
      multiplier: Math.ceil((input.first ?? CUBE_SIZES.usual) / ROWS_COUNTED_AS_ONE),
      scan: cubeScan(input, context),
    }),
    resolve: (_root, { input }, context, info) => loadCube(input, context, info),
  }),
);
