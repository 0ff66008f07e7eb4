import { expect, test } from 'vitest';
import { queryOf, toTrace, type Filter } from './api';
import { costs } from './criticalPath';
import { duration } from './format';

const none: Filter = { server: '', which: 'all', minimumMillis: 0, failedOnly: false, project: null };

test('a filter that asks for nothing is no part of the query', () => {
  expect(queryOf(none, 25, null).toString()).toBe('limit=25');
});

test('a filter becomes a query that the gateway understands', () => {
  const filter: Filter = { server: ' web ', which: 'changes', minimumMillis: 500, failedOnly: true, project: 'p1' };
  expect(queryOf(filter, 25, 'last').toString()).toBe(
    'limit=25&server=web&reads=false&min_duration_ms=500&error=true&project_id=p1&marker=last',
  );
  expect(queryOf({ ...none, which: 'boots' }, 25, null).get('workflow')).toBe('boot-server');
});

test('a trace is read from what the gateway answers', () => {
  const trace = toTrace({
    trace_id: 't',
    started_at: '2026-11-23T15:00:00.5Z',
    complete: true,
    duration_ms: 20,
    forgotten_spans: 0,
    spans: [
      {
        span_id: 's',
        parent_span_id: null,
        name: 'GET /',
        kind: 'SERVER',
        service: 'api-gateway',
        instance: 'api-gateway',
        offset_ms: 5,
        duration_ms: 10,
        error: null,
        attributes: { a: 'b' },
      },
    ],
  });
  expect(trace.startedAt.toISOString()).toBe('2026-11-23T15:00:00.500Z');
  expect(trace.spans[0]).toMatchObject({ id: 's', parent: null, start: 5, end: 15, error: null });
});

test('what a span costs is summed over its stretches, the dearest first', () => {
  expect(
    costs([
      { span: 'a', kind: 'work', from: 0, to: 2 },
      { span: 'b', kind: 'wait', from: 2, to: 7 },
      { span: 'a', kind: 'work', from: 7, to: 9 },
    ]),
  ).toEqual([
    { span: 'b', kind: 'wait', millis: 5 },
    { span: 'a', kind: 'work', millis: 4 },
  ]);
});

test('durations have the unit that people would use', () => {
  expect([0.123, 12.34, 999, 1_234, 61_000].map((millis) => duration(millis, 'en'))).toEqual([
    '0.12 ms',
    '12.3 ms',
    '999 ms',
    '1.23 s',
    '1 min 1 s',
  ]);
});
