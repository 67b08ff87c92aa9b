import { type ReactNode, useRef } from 'react';
import { useText } from '../language/text.ts';

const FORMATS = ['SVG', 'PNG'] as const;

/** A chart that can be taken along as an image, with its title and where its figures are from. */
export function Downloadable({
  name,
  title,
  lines,
  children,
}: {
  /** The name of the file, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly children: ReactNode;
}) {
  const t = useText();
  const chart = useRef<HTMLDivElement>(null);
  const download = async (format: (typeof FORMATS)[number]) => {
    if (!chart.current) return;
    const { drawPicture, pngBlob, svgBlob } = await import('./picture.ts');
    const picture = drawPicture(chart.current, { title, lines: [...lines, location.href] });
    const address = URL.createObjectURL(format === 'SVG' ? svgBlob(picture) : await pngBlob(picture));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${name}.${format.toLowerCase()}`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <div ref={chart}>{children}</div>
      <p className="files no-print">
        <span className="muted">{t('files.image')}</span>{' '}
        {FORMATS.map((format) => (
          <button key={format} type="button" className="plain" onClick={() => void download(format)}>
            {format}
          </button>
        ))}
      </p>
    </>
  );
}
