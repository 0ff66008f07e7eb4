import { expect, test } from 'vitest';
import { goTo } from './keyboard';
import { layOut } from './layout';
import { aSpan } from './testing';

const { bars } = layOut([
  aSpan('root', { service: 'gateway', start: 0, end: 20 }),
  aSpan('ask', { service: 'gateway', parent: 'root', start: 1, end: 18 }),
  aSpan('early', { service: 'control', parent: 'ask', start: 2, end: 5 }),
  aSpan('late', { service: 'control', parent: 'ask', start: 9, end: 17, error: 'no' }),
  aSpan('inner', { service: 'control', parent: 'late', start: 10, end: 12 }),
]);
const path = new Set(['root', 'late', 'inner']);
const go = (key: string, from: string) => goTo(key, from, bars, path);

test('left and right go in order of time', () => {
  expect(go('ArrowRight', 'root')).toBe('ask');
  expect(go('ArrowLeft', 'early')).toBe('ask');
  expect(go('ArrowLeft', 'root')).toBeNull();
});

test('up and down go to the bar in the next row that is closest in time', () => {
  expect(go('ArrowDown', 'root')).toBe('ask');
  expect(go('ArrowDown', 'ask')).toBe('early');
  expect(go('ArrowUp', 'inner')).toBe('late');
  expect(go('ArrowDown', 'inner')).toBeNull();
});

test('home, end, cause, slowest path and failure have keys of their own', () => {
  expect(go('Home', 'late')).toBe('root');
  expect(go('End', 'root')).toBe('inner');
  expect(go('p', 'inner')).toBe('late');
  expect(go('p', 'root')).toBeNull();
  expect(go('n', 'root')).toBe('late');
  expect(go('f', 'root')).toBe('late');
});

test('other keys are left to the browser', () => {
  expect(go('Tab', 'root')).toBeNull();
});
