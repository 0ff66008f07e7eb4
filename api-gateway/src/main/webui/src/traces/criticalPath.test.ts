import { expect, test } from 'vitest';
import { criticalPath } from './criticalPath';
import { aSpan } from './testing';
import type { Span } from './trace';

const told = (spans: Span[]) => criticalPath(spans).map(({ span, kind, from, to }) => `${span} ${kind} ${from}-${to}`);

test('a span alone is its own slowest path', () => {
  expect(told([aSpan('only', { start: 0, end: 10 })])).toEqual(['only work 0-10']);
});

test('a moment belongs to the child that is under way, the rest to the parent', () => {
  expect(told([aSpan('root', { start: 0, end: 10 }), aSpan('child', { parent: 'root', start: 2, end: 7 })])).toEqual([
    'root work 0-2',
    'child work 2-7',
    'root work 7-10',
  ]);
});

test('of two at the same time the one that ends last counts', () => {
  expect(
    told([
      aSpan('root', { start: 0, end: 10 }),
      aSpan('quick', { parent: 'root', start: 1, end: 4 }),
      aSpan('slow', { parent: 'root', start: 1, end: 9 }),
    ]),
  ).toEqual(['root work 0-1', 'slow work 1-9', 'root work 9-10']);
});

test('a message in a queue is a wait of its own', () => {
  expect(
    told([
      aSpan('send', { start: 0, end: 2 }),
      aSpan('work', { parent: 'send', start: 6, end: 10, wait: 5 }),
    ]),
  ).toEqual(['send work 0-1', 'work wait 1-6', 'work work 6-10']);
});

test('a child may outlive its parent and goes on alone', () => {
  expect(
    told([
      aSpan('request', { start: 0, end: 5 }),
      aSpan('step', { parent: 'request', start: 7, end: 20 }),
    ]),
  ).toEqual(['request work 0-5', 'step work 7-20']);
});

test('steps one after another are all on the path', () => {
  expect(
    told([
      aSpan('root', { start: 0, end: 1 }),
      aSpan('a', { parent: 'root', start: 1, end: 3 }),
      aSpan('b', { parent: 'root', start: 3, end: 8 }),
    ]),
  ).toEqual(['root work 0-1', 'a work 1-3', 'b work 3-8']);
});

test('a step that only waits for others leaves the path to them', () => {
  const wait = { ...aSpan('await', { parent: 'root', start: 2, end: 12 }), attributes: { 'caelum.await': 'true' } };
  expect(
    told([
      aSpan('root', { start: 0, end: 2 }),
      aSpan('worker', { parent: 'root', start: 3, end: 10 }),
      wait,
      aSpan('finish', { parent: 'root', start: 13, end: 15 }),
    ]),
  ).toEqual(['root work 0-2', 'await wait 2-3', 'worker work 3-10', 'await wait 10-12', 'finish work 13-15']);
});

test('stretches never overlap, so that their sum is no more than the whole', () => {
  const spans = Array.from({ length: 60 }, (_, index) =>
    aSpan(`s${index}`, {
      ...(index > 0 && { parent: `s${Math.floor((index - 1) / 3)}` }),
      start: index * 3,
      end: index * 3 + ((index * 37) % 50) + 1,
      wait: index % 4,
    }),
  );
  const path = criticalPath(spans);
  path.slice(1).forEach((stretch, index) => expect(stretch.from).toBeGreaterThanOrEqual(path[index]!.to));
  const end = Math.max(...spans.map((span) => span.end));
  expect(path.at(-1)?.to).toBe(end);
});

test('spans that name each other as parents do not hang the page', () => {
  expect(told([aSpan('a', { parent: 'b' }), aSpan('b', { parent: 'a' })])).toEqual([]);
});
