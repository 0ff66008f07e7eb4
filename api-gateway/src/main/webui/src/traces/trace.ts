/** What the gateway tells about requests; times are milliseconds since the beginning of the trace. */

export interface Span {
  id: string;
  parent: string | null;
  name: string;
  kind: 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER' | 'INTERNAL';
  service: string;
  instance: string;
  start: number;
  end: number;
  error: string | null;
  attributes: Record<string, string>;
}

export interface Trace {
  id: string;
  startedAt: Date;
  complete: boolean;
  duration: number;
  /** Spans of this trace that the gateway had no room for. */
  forgotten: number;
  spans: Span[];
}

export interface Summary {
  id: string;
  name: string;
  service: string;
  startedAt: Date;
  duration: number;
  spans: number;
  failed: boolean;
  /** Why it failed or was refused. */
  reason: string | null;
  status: string | null;
  projects: string[];
  servers: string[];
  serverNames: string[];
  isBoot: boolean;
}

/** How long the message waited between being sent and being worked on; 0 for what is no message. */
export function queueWait(span: Span): number {
  const wait = Number(span.attributes['caelum.queue_wait_ms'] ?? 0);
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}

/** A step of a workflow that only waits for what others do. */
export function isAwait(span: Span): boolean {
  return span.attributes['caelum.await'] === 'true';
}

/** When the span begins for somebody who waits for it: its message's time in the queue included. */
export function begin(span: Span): number {
  return span.start - queueWait(span);
}

/** Children by parent, in the order in which they began; spans whose parent is not here stand under null. */
export function childrenOf(spans: Span[]): Map<string | null, Span[]> {
  const ids = new Set(spans.map((span) => span.id));
  const children = new Map<string | null, Span[]>();
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const parent = span.parent !== null && ids.has(span.parent) ? span.parent : null;
    const siblings = children.get(parent);
    if (siblings === undefined) {
      children.set(parent, [span]);
    } else {
      siblings.push(span);
    }
  }
  return children;
}

/** The step that failed first in the chain of causes: the deepest one, since failures travel upwards. */
export function rootCause(spans: Span[]): Span | null {
  const failed = spans.filter((span) => span.error !== null);
  const parentsOfFailed = new Set(failed.map((span) => span.parent));
  const deepest = failed.filter((span) => !parentsOfFailed.has(span.id));
  return deepest.sort((a, b) => a.end - b.end)[0] ?? null;
}
