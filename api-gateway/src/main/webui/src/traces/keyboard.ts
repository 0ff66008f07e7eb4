import type { Bar } from './layout';

/** Where a key leads from one bar to another; null where it leads nowhere. */
export function goTo(key: string, from: string, bars: Bar[], path: ReadonlySet<string>): string | null {
  const byTime = [...bars].sort((a, b) => a.span.start - b.span.start || a.line - b.line);
  const index = byTime.findIndex((bar) => bar.span.id === from);
  const current = byTime[index];
  if (current === undefined) {
    return null;
  }
  const id = (bar: Bar | undefined) => bar?.span.id ?? null;
  switch (key) {
    case 'ArrowRight':
      return id(byTime[index + 1]);
    case 'ArrowLeft':
      return id(byTime[index - 1]);
    case 'ArrowDown':
      return id(nextLine(current, bars, 1));
    case 'ArrowUp':
      return id(nextLine(current, bars, -1));
    case 'Home':
      return id(byTime[0]);
    case 'End':
      return id(byTime.at(-1));
    case 'p':
      return id(byTime.find((bar) => bar.span.id === current.span.parent));
    case 'n':
      return id(byTime.slice(index + 1).find((bar) => path.has(bar.span.id)));
    case 'f':
      return id(byTime.find((bar) => bar.span.error !== null));
    default:
      return null;
  }
}

/** The bar in the line below or above that is closest in time. */
function nextLine(from: Bar, bars: Bar[], direction: 1 | -1): Bar | undefined {
  const gap = ({ span }: Bar) => Math.max(0, span.start - from.span.end, from.span.start - span.end);
  return bars
    .filter((bar) => bar.line === from.line + direction)
    .sort((a, b) => gap(a) - gap(b) || a.span.start - b.span.start)[0];
}
