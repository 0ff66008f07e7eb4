import { begin, childrenOf, queueWait, type Span } from './trace';

/** One service; one host of it where several had a part. */
export interface Lane {
  key: string;
  service: string;
  instance: string;
  /** Bars that overlap in time stand below each other. */
  rows: number;
}

export interface Bar {
  span: Span;
  lane: number;
  row: number;
  /** The row's number from the top of the picture. */
  line: number;
}

/** From a sender's bar to the bar of who worked on it. */
export interface Message {
  from: string;
  to: string;
  /** Over the bus, or by HTTP. */
  by: 'bus' | 'http';
  sentAt: number;
  receivedAt: number;
}

export interface Layout {
  lanes: Lane[];
  bars: Bar[];
  messages: Message[];
}

export function laneKey(span: Span): string {
  return `${span.service} ${span.instance}`;
}

/** Lanes in the order in which they came into play; a span never stands above its parent in the same lane. */
export function layOut(spans: Span[]): Layout {
  const lanes: Lane[] = [];
  const indexOf = new Map<string, number>();
  const taken: { from: number; to: number }[][][] = [];
  const bars: Bar[] = [];
  const barOf = new Map<string, Bar>();
  for (const span of parentsFirst(spans)) {
    const key = laneKey(span);
    let lane = indexOf.get(key);
    if (lane === undefined) {
      lane = lanes.push({ key, service: span.service, instance: span.instance, rows: 0 }) - 1;
      indexOf.set(key, lane);
      taken.push([]);
    }
    const parent = span.parent === null ? undefined : barOf.get(span.parent);
    const below = parent !== undefined && parent.lane === lane && parent.span.end > begin(span) ? parent.row + 1 : 0;
    const row = freeRow(taken[lane]!, below, begin(span), span.end);
    const bar = { span, lane, row, line: 0 };
    bars.push(bar);
    barOf.set(span.id, bar);
    lanes[lane]!.rows = Math.max(lanes[lane]!.rows, row + 1);
  }
  const firstLine = lanes.map((_, index) => lanes.slice(0, index).reduce((sum, lane) => sum + lane.rows, 0));
  for (const bar of bars) {
    bar.line = firstLine[bar.lane]! + bar.row;
  }
  return { lanes, bars, messages: messagesBetween(barOf) };
}

function freeRow(rows: { from: number; to: number }[][], below: number, from: number, to: number): number {
  for (let row = below; ; row++) {
    const others = (rows[row] ??= []);
    if (others.every((other) => other.to <= from || to <= other.from)) {
      others.push({ from, to });
      return row;
    }
  }
}

/** By time, but a child after its parent even where two hosts' clocks disagree. */
function parentsFirst(spans: Span[]): Span[] {
  const children = childrenOf(spans);
  const ready = [...(children.get(null) ?? [])];
  const ordered: Span[] = [];
  while (ready.length > 0) {
    ready.sort((a, b) => a.start - b.start || b.end - a.end);
    const next = ready.shift()!;
    ordered.push(next);
    ready.push(...(children.get(next.id) ?? []));
  }
  return ordered;
}

function messagesBetween(barOf: Map<string, Bar>): Message[] {
  const messages: Message[] = [];
  for (const { span: to } of barOf.values()) {
    const from = to.parent === null ? undefined : barOf.get(to.parent)?.span;
    if (from === undefined || laneKey(from) === laneKey(to)) {
      continue;
    }
    const by = carrier(to);
    if (by === null) {
      // another process took a workflow over: nothing was sent
      continue;
    }
    // the sender's clock may be behind
    const sentAt = queueWait(to) > 0 ? Math.max(from.start, begin(to)) : from.start;
    messages.push({ from: from.id, to: to.id, by, sentAt, receivedAt: to.start });
  }
  return messages;
}

function carrier(to: Span): Message['by'] | null {
  if ('messaging.system' in to.attributes) {
    return 'bus';
  }
  return 'http.request.method' in to.attributes ? 'http' : null;
}

/** Round numbers for the time axis, about as many as asked for. */
export function ticks(duration: number, about: number): number[] {
  if (duration <= 0) {
    return [0];
  }
  const rough = duration / about;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= rough)!;
  const marks: number[] = [];
  for (let index = 0; index * step <= duration; index++) {
    marks.push(Number((index * step).toPrecision(12)));
  }
  return marks;
}
