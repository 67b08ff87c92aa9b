/** What stands above and below a chart that leaves its page. */
export interface Caption {
  readonly title: string;
  /** Where the figures are from, and where the chart is. */
  readonly lines: readonly string[];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const SVG = 'http://www.w3.org/2000/svg';
const PADDING = 24;
const TITLE_SIZE = 20;
const LINE_SIZE = 12;
const LINE_HEIGHT = 18;
/** Pixels for each pixel of the page, and the longest side that browsers draw. */
const SCALE = 2;
const MAX_SIDE = 16_000;
/** What a drawing takes from the style sheets of its page. */
const STYLES = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'font-family', 'font-size',
  'font-weight', 'text-anchor',
] as const; // biome-ignore format: one list

/** A chart as a drawing of its own, whatever it is made of on the page: with its title, its sources, and nothing that a page has to give. */
export function drawPicture(chart: HTMLElement, { title, lines }: Caption): SVGSVGElement {
  const box = chart.getBoundingClientRect();
  const head = PADDING + TITLE_SIZE + 12;
  const size = {
    width: Math.ceil(box.width + 2 * PADDING),
    height: Math.ceil(head + box.height + 16 + lines.length * LINE_HEIGHT + PADDING),
  };
  const page = getComputedStyle(document.body);
  const picture = make('svg', { ...size, viewBox: `0 0 ${size.width} ${size.height}` });
  picture.append(make('title', {}, title), hatching(page.color));
  picture.append(make('rect', { ...size, fill: page.backgroundColor }));
  const font = { 'font-family': page.fontFamily, fill: page.color };
  const titleY = PADDING + TITLE_SIZE * 0.8;
  picture.append(make('text', { ...font, x: PADDING, y: titleY, 'font-size': TITLE_SIZE, 'font-weight': 600 }, title));
  const body = make('g', { transform: `translate(${PADDING - box.left} ${head - box.top})` });
  draw(chart, body, box, 1);
  picture.append(body);
  lines.forEach((line, index) => {
    const y = head + box.height + 16 + (index + 0.8) * LINE_HEIGHT;
    picture.append(make('text', { ...font, x: PADDING, y, 'font-size': LINE_SIZE, 'fill-opacity': 0.75 }, line));
  });
  return picture;
}

export function svgBlob(picture: SVGSVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' });
}

export async function pngBlob(picture: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const scale = Math.min(SCALE, MAX_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no image'))), 'image/png');
  });
}

function make<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${value}`);
  if (text !== undefined) element.textContent = text;
  return element;
}

/** What the page hatches: figures that are missing, bars below zero. */
function hatching(colour: string): SVGDefsElement {
  const defs = make('defs', {});
  const pattern = make('pattern', { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse' });
  pattern.append(make('path', { d: 'M0 6 6 0', stroke: colour, 'stroke-opacity': 0.6 }));
  defs.append(pattern);
  return defs;
}

function draw(element: Element, onto: SVGElement, clip: Box, opacity: number): void {
  const style = getComputedStyle(element);
  const isHidden =
    style.display === 'none' || style.visibility === 'hidden' || element.matches('button, .visually-hidden');
  if (isHidden) return;
  if (element instanceof SVGSVGElement) {
    onto.append(copyDrawing(element));
    return;
  }
  const box = element.getBoundingClientRect();
  const shade = opacity * Number(style.opacity);
  drawBox(box, style, onto, shade);
  const isCut = style.overflow !== 'visible' && style.display !== 'inline';
  const inner = isCut ? intersect(clip, box) : clip;
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(child, onto, inner, shade);
    else if (child instanceof Text) drawText(child, style, onto, inner, shade);
  }
}

function drawBox(box: DOMRect, style: CSSStyleDeclaration, onto: SVGElement, opacity: number): void {
  if (box.width === 0 || box.height === 0) return;
  const place = { x: box.left, y: box.top, width: box.width, height: box.height };
  const isFilled = !/^rgba\(.*, 0\)$|^transparent$/.test(style.backgroundColor);
  if (isFilled) onto.append(make('rect', { ...place, fill: style.backgroundColor, 'fill-opacity': opacity }));
  if (style.backgroundImage.startsWith('repeating-linear-gradient')) {
    onto.append(make('rect', { ...place, fill: 'url(#hatch)' }));
  }
  const outline = style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
  if (outline > 0)
    onto.append(make('rect', { ...place, fill: 'none', stroke: style.outlineColor, 'stroke-width': outline }));
  const [top, bottom] = [Number.parseFloat(style.borderTopWidth), Number.parseFloat(style.borderBottomWidth)];
  const dash = style.borderBottomStyle === 'dashed' ? '3 2' : 'none';
  const pen = { stroke: style.borderBottomColor, 'stroke-width': bottom, 'stroke-dasharray': dash };
  if (top > 0 && bottom > 0) onto.append(make('rect', { ...place, ...pen, fill: 'none' }));
  else if (bottom > 0)
    onto.append(make('line', { ...pen, x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }));
}

/** Each line of a text where the browser has set it. */
function drawText(text: Text, style: CSSStyleDeclaration, onto: SVGElement, clip: Box, opacity: number): void {
  const font = {
    'font-family': style.fontFamily,
    'font-size': style.fontSize,
    'font-weight': style.fontWeight,
    fill: style.color,
    'fill-opacity': opacity,
  };
  for (const { words, box } of linesOf(text)) {
    const middle = (box.top + box.bottom) / 2;
    const isShown = middle > clip.top && middle < clip.bottom && box.left < clip.right && box.right > clip.left;
    if (isShown) onto.append(make('text', { ...font, x: box.left, y: baseline(box, style) }, words));
  }
}

function linesOf(text: Text): readonly { readonly words: string; readonly box: DOMRect }[] {
  if (text.data.trim() === '') return [];
  const range = document.createRange();
  const lines: { words: string; box: DOMRect }[] = [];
  for (let at = 0; at < text.data.length; at++) {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const [box] = range.getClientRects();
    if (!box || box.width === 0) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.box.top - box.top) < 1) line.words += text.data[at];
    else lines.push({ words: text.data[at] ?? '', box });
  }
  return lines;
}

const measuring = document.createElement('canvas').getContext('2d');

function baseline(box: DOMRect, { font }: CSSStyleDeclaration): number {
  if (!measuring) return box.bottom;
  measuring.font = font;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = measuring.measureText('x');
  return box.top + (box.height * up) / (up + down || 1);
}

/** A drawing of the page with the styles that it has there. */
function copyDrawing(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const { left, top, width, height } = drawing.getBoundingClientRect();
  const place = { x: left, y: top, width, height };
  for (const [key, value] of Object.entries(place)) copy.setAttribute(key, `${value}`);
  const copies = [copy, ...copy.querySelectorAll('*')];
  [drawing, ...drawing.querySelectorAll('*')].forEach((original, index) => {
    const own = copies[index];
    if (!own) return;
    const style = getComputedStyle(original);
    for (const name of STYLES) own.setAttribute(name, style.getPropertyValue(name));
    own.removeAttribute('class');
    own.removeAttribute('style');
    own.removeAttribute('href');
  });
  return copy;
}

const intersect = (one: Box, other: Box): Box => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
});
