import { begin, childrenOf, isAwait, queueWait, type Span } from './trace';

/** A stretch of time during which the whole could not have been faster than this span. */
export interface Stretch {
  span: string;
  /** Waiting: the span's message lay in a queue. */
  kind: 'work' | 'wait';
  from: number;
  to: number;
}

/**
 * What the end of the trace had to wait for, in order of time. Walking back from the end, a moment belongs to the child
 * that ended last before it, and to the span itself where no child was under way. Children may outlive their parents: a
 * cast's sender doesn't wait for the work. Steps that only wait for others explain what nothing else does.
 */
export function criticalPath(spans: Span[]): Stretch[] {
  const children = childrenOf(spans);
  const ends = new Map<string, number>();
  const path: Stretch[] = [];

  const endOfAll = (span: Span): number => {
    const known = ends.get(span.id);
    if (known !== undefined) {
      return known;
    }
    // set first: spans from outside could name each other as parents
    ends.set(span.id, span.end);
    const end = Math.max(span.end, ...(children.get(span.id) ?? []).map(endOfAll));
    ends.set(span.id, end);
    return end;
  };

  const add = (span: Span, kind: Stretch['kind'], from: number, to: number) => {
    if (to > from) {
      path.push({ span: span.id, kind, from, to });
    }
  };

  /** Explains the time up to `until` that passed under these spans, and returns from when on. */
  const walkAll = (candidates: Span[], until: number, gap: (from: number, to: number) => void): number => {
    let cursor = until;
    const workers = candidates.filter((child) => !isAwait(child));
    for (const child of workers.sort((a, b) => endOfAll(b) - endOfAll(a))) {
      if (begin(child) >= cursor) {
        continue;
      }
      const end = Math.min(endOfAll(child), cursor);
      gap(end, cursor);
      walk(child, end);
      cursor = begin(child);
    }
    return cursor;
  };

  const walk = (span: Span, until: number): void => {
    const awaits = (children.get(span.id) ?? []).filter(isAwait);
    const own = (from: number, to: number) => {
      add(span, 'work', Math.max(from, span.start), Math.min(to, span.end));
      for (const step of awaits) {
        add(step, 'wait', Math.max(from, step.start, span.end), Math.min(to, step.end));
      }
    };
    const cursor = walkAll(children.get(span.id) ?? [], until, own);
    own(span.start, cursor);
    if (queueWait(span) > 0) {
      add(span, 'wait', begin(span), Math.min(span.start, cursor));
    }
  };

  const roots = children.get(null) ?? [];
  walkAll(roots, Math.max(0, ...roots.map(endOfAll)), () => undefined);
  return path.sort((a, b) => a.from - b.from);
}

export interface Cost {
  span: string;
  kind: Stretch['kind'];
  millis: number;
}

/** How much of the slowest path each span takes, the dearest first. */
export function costs(path: Stretch[]): Cost[] {
  const sums = new Map<string, Cost>();
  for (const { span, kind, from, to } of path) {
    const key = `${kind} ${span}`;
    const cost = sums.get(key) ?? { span, kind, millis: 0 };
    cost.millis += to - from;
    sums.set(key, cost);
  }
  return [...sums.values()].sort((a, b) => b.millis - a.millis);
}
