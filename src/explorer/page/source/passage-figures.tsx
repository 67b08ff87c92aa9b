import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { MeasureFragment } from '../../api/generated/graphql.ts';
import { Verdict } from '../../element/check-list.tsx';
import { PaperCutNote } from '../../element/cut-note.tsx';
import { ValueText } from '../../element/figure.tsx';
import { signed } from '../../language/figure.ts';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import { type Claim, figureKey } from './use-claims.ts';
import type { SourceFigure } from './use-figures.ts';

const FIRST = 30;

/**
 * The figures that were read at one place, each with the changes that were published of it. The name of a metric stands at the first of the figures
 * in a row that have it; who listens hears it of each.
 */
export function PassageFigures({
  figures,
  measures,
  claims,
}: {
  readonly figures: readonly SourceFigure[];
  readonly measures: ReadonlyMap<string, MeasureFragment>;
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
}) {
  const t = useText();
  const [isWhole, setWhole] = useState(false);
  if (figures.length === 0) return null;
  return (
    <>
      <ul className="passage-figures">
        {figures.slice(0, isWhole ? figures.length : FIRST).map((figure, index) => {
          const measure = measures.get(figure.metric.code);
          if (!measure) return null;
          const parts = figure.breakdown.map(({ dimension, category }) =>
            t('text.named', { name: dimension.name, value: category.name }),
          );
          const of = beginLine([...parts, figure.region.name, figure.periodLabel].join(' · '));
          const isNamedAbove = figures[index - 1]?.metric.code === measure.code;
          return (
            <li key={figure.id} className={isNamedAbove ? 'is-named-above' : undefined}>
              {!isNamedAbove && (
                <FigureLink figure={figure} code={measure.code}>
                  {beginLine(measure.name)}
                </FigureLink>
              )}
              <small className="muted">
                {isNamedAbove ? (
                  <FigureLink figure={figure} code={measure.code}>
                    <span className="visually-hidden">{measure.name} · </span>
                    {of}
                  </FigureLink>
                ) : (
                  of
                )}
              </small>
              <b className="inline">
                <ValueText of={figure} measure={measure} />
              </b>
              {claims.get(figureKey(figure))?.map((claim) => (
                <ClaimText key={claim.id} claim={claim} isRate={measure.kind === 'RATE'} />
              ))}
            </li>
          );
        })}
      </ul>
      {!isWhole && <PaperCutNote shown={FIRST} total={figures.length} />}
      {!isWhole && figures.length > FIRST && (
        <p className="more">
          <button type="button" onClick={() => setWhole(true)}>
            {t('source.all-figures', { count: figures.length })}
          </button>
        </p>
      )}
    </>
  );
}

/** To the series of a figure. */
function FigureLink({
  figure,
  code,
  children,
}: {
  readonly figure: SourceFigure;
  readonly code: string;
  readonly children: ReactNode;
}) {
  return (
    <Link
      to="/metric/$code"
      params={{ code }}
      search={(now) => ({ ...now, at: undefined, region: figure.region.code })}
    >
      {children}
    </Link>
  );
}

/** A change as it was published: how much, and what arithmetic says of it. */
function ClaimText({
  claim: { reported, verdict, explanation },
  isRate,
}: {
  readonly claim: Claim;
  readonly isRate: boolean;
}) {
  const t = useText();
  return (
    <p className="claim">
      {reported && (
        <>
          <b className="digits">
            {signed(reported)}
            {isRate ? ` ${t('change.points')}` : '%'}
          </b>{' '}
          {t('change.published')}{' '}
        </>
      )}
      <Verdict of={verdict} /> {explanation}
    </p>
  );
}
