import { Refused } from '../session/keystone';
import type { Span, Summary, Trace } from './trace';

const BOOT = 'boot-server';

export interface Filter {
  /** Id or name of a server, or the beginning of one. */
  server: string;
  /** All that are visible, those that change something, or boots only. */
  which: 'all' | 'changes' | 'boots';
  minimumMillis: number;
  failedOnly: boolean;
  project: string | null;
}

export interface Page {
  traces: Summary[];
  next: string | null;
  /** Spans that were lost on their way to the gateway. */
  lost: number;
  /** What the gateway keeps in all; administrators see it. */
  kept: { traces: number; spans: number; bytes: number; forgotten: number } | null;
}

export function queryOf(filter: Filter, limit: number, marker: string | null): URLSearchParams {
  const query = new URLSearchParams({ limit: String(limit) });
  if (filter.server.trim() !== '') {
    query.set('server', filter.server.trim());
  }
  if (filter.which === 'changes') {
    query.set('reads', 'false');
  }
  if (filter.which === 'boots') {
    query.set('workflow', BOOT);
  }
  if (filter.minimumMillis > 0) {
    query.set('min_duration_ms', String(filter.minimumMillis));
  }
  if (filter.failedOnly) {
    query.set('error', 'true');
  }
  if (filter.project !== null) {
    query.set('project_id', filter.project);
  }
  if (marker !== null) {
    query.set('marker', marker);
  }
  return query;
}

async function get(path: string, token: string, signal: AbortSignal) {
  const response = await fetch(path, { headers: { 'X-Auth-Token': token }, signal });
  if (!response.ok) {
    const body = await response.json().catch(() => null);
    throw new Refused(response.status, body?.error?.message ?? `${response.status} ${response.statusText}`);
  }
  return response.json();
}

export async function listTraces(query: URLSearchParams, token: string, signal: AbortSignal): Promise<Page> {
  const body = await get(`/trace/v1/traces?${query}`, token, signal);
  return {
    traces: body.traces.map(toSummary),
    next: body.next ?? null,
    lost: body.lost_spans,
    kept: body.kept ?? null,
  };
}

export async function readTrace(id: string, token: string, signal: AbortSignal): Promise<Trace> {
  return toTrace(await get(`/trace/v1/traces/${encodeURIComponent(id)}`, token, signal));
}

type Json = any;

function toSummary(json: Json): Summary {
  return {
    id: json.trace_id,
    name: json.name,
    service: json.service,
    startedAt: new Date(json.started_at),
    duration: json.duration_ms,
    spans: json.spans,
    failed: json.error,
    reason: json.error_message ?? null,
    status: json.status ?? null,
    projects: json.project_ids,
    servers: json.server_ids,
    serverNames: json.server_names,
    isBoot: json.workflows.includes(BOOT),
  };
}

export function toTrace(json: Json): Trace {
  return {
    id: json.trace_id,
    startedAt: new Date(json.started_at),
    complete: json.complete,
    duration: json.duration_ms,
    forgotten: json.forgotten_spans,
    spans: json.spans.map(toSpan),
  };
}

function toSpan(json: Json): Span {
  return {
    id: json.span_id,
    parent: json.parent_span_id ?? null,
    name: json.name,
    kind: json.kind,
    service: json.service,
    instance: json.instance,
    start: json.offset_ms,
    end: json.offset_ms + json.duration_ms,
    error: json.error ?? null,
    attributes: json.attributes,
  };
}
