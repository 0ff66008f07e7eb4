import type { Span } from './trace';

interface Given {
  parent?: string;
  service?: string;
  instance?: string;
  start?: number;
  end?: number;
  wait?: number;
  error?: string;
  kind?: Span['kind'];
  bus?: boolean;
  http?: boolean;
}

/** A span for tests; what does not matter is left out. */
export function aSpan(id: string, given: Given): Span {
  const attributes: Record<string, string> = {};
  if (given.wait !== undefined) {
    attributes['caelum.queue_wait_ms'] = String(given.wait);
  }
  if (given.wait !== undefined || given.bus === true) {
    attributes['messaging.system'] = 'rabbitmq';
  }
  if (given.http === true) {
    attributes['http.request.method'] = 'GET';
  }
  const service = given.service ?? 'service';
  return {
    id,
    parent: given.parent ?? null,
    name: id,
    kind: given.kind ?? 'INTERNAL',
    service,
    instance: given.instance ?? service,
    start: given.start ?? 0,
    end: given.end ?? 1,
    error: given.error ?? null,
    attributes,
  };
}
