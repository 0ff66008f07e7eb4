import { describe, expect, it } from 'vitest';
import { asked } from './stream';

describe('the address of a console', () => {
  it('names its kind and its token', () => {
    expect(asked('#novnc=abc-_1')).toEqual({ kind: 'novnc', token: 'abc-_1' });
    expect(asked('#serial=x.y~z')).toEqual({ kind: 'serial', token: 'x.y~z' });
  });

  it('without a token or of another kind asks for nothing', () => {
    expect(asked('')).toBeNull();
    expect(asked('#novnc=')).toBeNull();
    expect(asked('#rdp=abc')).toBeNull();
    expect(asked('#novnc=<script>')).toBeNull();
  });
});
