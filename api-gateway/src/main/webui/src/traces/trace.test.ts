import { describe, expect, test } from 'vitest';
import { aSpan } from './testing';
import { begin, childrenOf, queueWait, rootCause } from './trace';

describe('a span', () => {
  test('begins for who waits for it when its message is sent', () => {
    const span = aSpan('work', { start: 10, end: 20, wait: 4 });
    expect(queueWait(span)).toBe(4);
    expect(begin(span)).toBe(6);
  });

  test('waits for nothing when the wait is unreadable or negative', () => {
    expect(queueWait({ ...aSpan('a', {}), attributes: { 'caelum.queue_wait_ms': 'long' } })).toBe(0);
    expect(queueWait({ ...aSpan('a', {}), attributes: { 'caelum.queue_wait_ms': '-3' } })).toBe(0);
  });

  test('stands at the top when its parent has not arrived', () => {
    const children = childrenOf([aSpan('orphan', { parent: 'missing' }), aSpan('root', {})]);
    expect(children.get(null)?.map((span) => span.id)).toEqual(['orphan', 'root']);
  });
});

describe('the cause of a failure', () => {
  test('is the deepest step that failed, since failures travel upwards', () => {
    const spans = [
      aSpan('request', { error: 'it failed' }),
      aSpan('step', { parent: 'request', error: 'no host' }),
      aSpan('call', { parent: 'step', error: 'the disk is full' }),
      aSpan('fine', { parent: 'call' }),
    ];
    expect(rootCause(spans)?.id).toBe('call');
  });

  test('is none where nothing failed', () => {
    expect(rootCause([aSpan('fine', {})])).toBeNull();
  });
});
