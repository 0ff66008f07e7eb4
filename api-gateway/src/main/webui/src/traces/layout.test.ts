import { describe, expect, test } from 'vitest';
import { layOut, ticks } from './layout';
import { aSpan } from './testing';

const places = (spans: Parameters<typeof layOut>[0]) =>
  Object.fromEntries(layOut(spans).bars.map((bar) => [bar.span.id, `${bar.lane}/${bar.row}`]));

describe('lanes', () => {
  test('are services in the order in which they come into play, one for each host', () => {
    const { lanes } = layOut([
      aSpan('c', { service: 'worker', instance: 'host-2', start: 5 }),
      aSpan('a', { service: 'gateway', start: 0 }),
      aSpan('b', { service: 'worker', instance: 'host-1', start: 3 }),
    ]);
    expect(lanes.map((lane) => `${lane.service}@${lane.instance}`)).toEqual([
      'gateway@gateway',
      'worker@host-1',
      'worker@host-2',
    ]);
  });

  test('have as many rows as bars overlap', () => {
    expect(
      places([
        aSpan('a', { start: 0, end: 10 }),
        aSpan('b', { start: 5, end: 15 }),
        aSpan('c', { start: 10, end: 20 }),
      ]),
    ).toEqual({ a: '0/0', b: '0/1', c: '0/0' });
  });

  test('show a child below its parent', () => {
    expect(
      places([
        aSpan('other', { start: 0, end: 2 }),
        aSpan('parent', { start: 1, end: 9 }),
        aSpan('child', { parent: 'parent', start: 3, end: 4 }),
      ]),
    ).toEqual({ other: '0/0', parent: '0/1', child: '0/2' });
  });

  test('keep room for the wait in the queue', () => {
    expect(places([aSpan('a', { start: 0, end: 5 }), aSpan('b', { start: 6, end: 9, wait: 3 })])).toEqual({
      a: '0/0',
      b: '0/1',
    });
  });

  test('number their lines through the whole picture', () => {
    const { bars } = layOut([
      aSpan('a', { service: 'one', start: 0, end: 9 }),
      aSpan('b', { service: 'one', parent: 'a', start: 1, end: 3 }),
      aSpan('c', { service: 'two', parent: 'b', start: 2, end: 3 }),
    ]);
    expect(bars.map((bar) => bar.line)).toEqual([0, 1, 2]);
  });
});

describe('messages', () => {
  test('go from the sender, when it was sent, to the start of the work', () => {
    const { messages } = layOut([
      aSpan('send', { service: 'control', start: 0, end: 3 }),
      aSpan('work', { service: 'worker', parent: 'send', start: 10, end: 12, wait: 8 }),
    ]);
    expect(messages).toEqual([{ from: 'send', to: 'work', by: 'bus', sentAt: 2, receivedAt: 10 }]);
  });

  test('do not seem to be sent before their sender began, whatever two clocks say', () => {
    const { messages } = layOut([
      aSpan('send', { service: 'control', start: 5, end: 6 }),
      aSpan('work', { service: 'worker', parent: 'send', start: 7, end: 9, wait: 4 }),
    ]);
    expect(messages[0]?.sentAt).toBe(5);
  });

  test('are only those between lanes, and HTTP is told from the bus', () => {
    const { messages } = layOut([
      aSpan('a', { service: 'gateway', start: 0, end: 9 }),
      aSpan('inner', { service: 'gateway', parent: 'a', start: 1, end: 8 }),
      aSpan('b', { service: 'control', parent: 'inner', start: 2, end: 7, http: true }),
    ]);
    expect(messages.map((message) => `${message.from}>${message.to} ${message.by}`)).toEqual(['inner>b http']);
  });
});

describe('a workflow that another process takes over', () => {
  test('has not been sent there', () => {
    const { messages } = layOut([
      aSpan('request', { service: 'control', instance: 'control-1', start: 0, end: 9 }),
      aSpan('step', { service: 'control', instance: 'control-2', parent: 'request', start: 2, end: 7 }),
    ]);
    expect(messages).toEqual([]);
  });
});

describe('marks of the time axis', () => {
  test('are round numbers', () => {
    expect(ticks(3_530, 5)).toEqual([0, 1_000, 2_000, 3_000]);
    expect(ticks(0.9, 4)).toEqual([0, 0.5]);
  });

  test('are one where nothing took any time', () => {
    expect(ticks(0, 5)).toEqual([0]);
  });
});
