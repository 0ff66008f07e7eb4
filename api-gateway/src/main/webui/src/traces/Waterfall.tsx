import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stretch } from './criticalPath';
import { duration, tick } from './format';
import { goTo } from './keyboard';
import { ticks, type Bar, type Layout, type Message } from './layout';
import { begin, isAwait, queueWait, type Span, type Trace } from './trace';
import './waterfall.css';

const LINE = 28;
const BAR = 18;
const LANE_PADDING = 10;
const AXIS = 28;
const LEAST_BAR = 3;
const CHARACTER = 6.6;
const COLOURS = 7;
const EDGE = 8;

interface WaterfallProps {
  trace: Trace;
  layout: Layout;
  path: Stretch[];
  chosen: string | null;
  zoom: number;
  onChoose: (span: string | null) => void;
}

/** Where things stand in the picture. */
class Geometry {
  readonly laneTops: number[] = [];
  readonly height: number;

  constructor(
    private readonly layout: Layout,
    private readonly duration: number,
    readonly width: number,
  ) {
    let top = AXIS;
    for (const lane of layout.lanes) {
      this.laneTops.push(top);
      top += lane.rows * LINE + 2 * LANE_PADDING;
    }
    this.height = top;
  }

  x(time: number): number {
    const share = this.duration > 0 ? time / this.duration : 0;
    return EDGE + Math.min(1, Math.max(0, share)) * (this.width - 2 * EDGE);
  }

  laneHeight(lane: number): number {
    return this.layout.lanes[lane]!.rows * LINE + 2 * LANE_PADDING;
  }

  top(bar: Bar): number {
    return this.laneTops[bar.lane]! + LANE_PADDING + bar.row * LINE + (LINE - BAR) / 2;
  }

  widthOf(from: number, to: number): number {
    return Math.max(LEAST_BAR, this.x(to) - this.x(from));
  }
}

/** One request as a picture: services as lanes, time to the right. Arrow keys walk from bar to bar. */
export function Waterfall({ trace, layout, path, chosen, zoom, onChoose }: WaterfallProps) {
  const { t, i18n } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const available = useWidth(frame);
  const geometry = useMemo(
    () => new Geometry(layout, trace.duration, Math.max(320, available * zoom)),
    [layout, trace.duration, available, zoom],
  );
  const onPath = useMemo(() => new Set(path.map((stretch) => stretch.span)), [path]);
  const first = layout.bars[0]?.span.id ?? null;
  const [focused, setFocused] = useState<string | null>(null);
  const tabStop = focused ?? chosen ?? first;
  const ids = useId();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || tabStop === null) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose(tabStop);
      return;
    }
    const next = goTo(event.key, tabStop, layout.bars, onPath);
    if (next !== null) {
      event.preventDefault();
      setFocused(next);
      frame.current?.querySelector<SVGElement>(`[data-span="${CSS.escape(next)}"]`)?.focus();
    }
  };

  return (
    <div className="caelum-waterfall">
      <div className="caelum-lanes" style={{ paddingBlockStart: AXIS }} aria-hidden="true">
        {layout.lanes.map((lane, index) => (
          <div key={lane.key} className="caelum-lane" style={{ blockSize: geometry.laneHeight(index) }}>
            <span className={`caelum-dot caelum-colour-${index % COLOURS}`} />
            <span>
              <strong>{lane.service}</strong>
              {lane.instance !== lane.service && <small>{lane.instance}</small>}
            </span>
          </div>
        ))}
      </div>
      <div className="caelum-scroll" ref={frame}>
        <svg
          width={geometry.width}
          height={geometry.height}
          role="listbox"
          aria-label={t('waterfall.label')}
          aria-describedby={`${ids}-help`}
          onKeyDown={onKeyDown}
        >
          <desc id={`${ids}-help`}>{t('waterfall.keys')}</desc>
          <Patterns id={ids} />
          <Background layout={layout} geometry={geometry} duration={trace.duration} language={i18n.language} />
          {layout.messages.map((message) => (
            <Arrow key={message.to} message={message} layout={layout} geometry={geometry} id={ids} />
          ))}
          <PathLine path={path} layout={layout} geometry={geometry} />
          {layout.bars.map((bar) => (
            <BarShape
              key={bar.span.id}
              bar={bar}
              room={roomFor(bar, layout.bars, geometry)}
              geometry={geometry}
              label={describe(bar.span, onPath.has(bar.span.id))}
              isOnPath={onPath.has(bar.span.id)}
              isChosen={bar.span.id === chosen}
              isTabStop={bar.span.id === tabStop}
              hatch={`url(#${ids}-hatch)`}
              onFocus={() => setFocused(bar.span.id)}
              onChoose={() => onChoose(bar.span.id)}
            />
          ))}
          <PathStrips path={path} layout={layout} geometry={geometry} />
        </svg>
      </div>
    </div>
  );

  function describe(span: Span, isOnPath: boolean): string {
    const parts = [
      t('waterfall.bar', {
        name: span.name,
        service: span.service,
        start: duration(span.start, i18n.language),
        took: duration(span.end - span.start, i18n.language),
      }),
    ];
    if (queueWait(span) > 0) {
      parts.push(t('waterfall.waited', { wait: duration(queueWait(span), i18n.language) }));
    }
    if (isOnPath) {
      parts.push(t('waterfall.onPath'));
    }
    if (span.error !== null) {
      parts.push(t('waterfall.failed', { reason: span.error }));
    }
    return parts.join(', ');
  }
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const target = element.current;
    if (target === null) {
      return;
    }
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    setWidth(target.clientWidth);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className="caelum-hatch-ground" />
        <line x1="0" y1="0" x2="0" y2="6" className="caelum-hatch-line" />
      </pattern>
      <marker id={`${id}-bus`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
        <path d="M0 0.500L8 4L0 7.500z" className="caelum-arrow-head" />
      </marker>
    </defs>
  );
}

interface Ground {
  layout: Layout;
  geometry: Geometry;
  duration: number;
  language: string;
}

function Background({ layout, geometry, duration: whole, language }: Ground) {
  return (
    <g aria-hidden="true">
      {layout.lanes.map((lane, index) => (
        <rect
          key={lane.key}
          className={index % 2 === 0 ? 'caelum-lane-even' : 'caelum-lane-odd'}
          x={0}
          y={geometry.laneTops[index]}
          width={geometry.width}
          height={geometry.laneHeight(index)}
        />
      ))}
      {ticks(whole, Math.max(2, Math.floor(geometry.width / 130))).map((time) => (
        <g key={time}>
          <line className="caelum-tick" x1={geometry.x(time)} x2={geometry.x(time)} y1={AXIS - 6} y2={geometry.height} />
          <text
            className="caelum-tick-label"
            x={geometry.x(time)}
            y={AXIS - 11}
            textAnchor={time === 0 ? 'start' : geometry.x(time) > geometry.width - 40 ? 'end' : 'middle'}
          >
            {tick(time, whole, language)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface ArrowProps {
  message: Message;
  layout: Layout;
  geometry: Geometry;
  id: string;
}

/** From the edge of the sender's bar to the edge of the worker's, where the message came into the queue. */
function Arrow({ message, layout, geometry, id }: ArrowProps) {
  const from = layout.bars.find((bar) => bar.span.id === message.from);
  const to = layout.bars.find((bar) => bar.span.id === message.to);
  if (from === undefined || to === undefined) {
    return null;
  }
  const down = to.line > from.line;
  const x1 = geometry.x(message.sentAt);
  const y1 = geometry.top(from) + (down ? BAR : 0);
  const x2 = geometry.x(queueWait(to.span) > 0 ? begin(to.span) : message.receivedAt);
  const y2 = geometry.top(to) + (down ? -1 : BAR + 1);
  const bend = (y2 - y1) * 0.5;
  return (
    <path
      aria-hidden="true"
      data-message={message.to}
      className={`caelum-arrow caelum-arrow-${message.by}`}
      d={`M${x1} ${y1}C${x1} ${y1 + bend} ${x2 + 1} ${y2 - bend} ${x2 + 1} ${y2}`}
      markerEnd={`url(#${id}-bus)`}
    />
  );
}

/** The line that joins the stretches of the slowest path from lane to lane. */
function PathLine({ path, layout, geometry }: { path: Stretch[]; layout: Layout; geometry: Geometry }) {
  const y = (stretch: Stretch) => {
    const bar = layout.bars.find((candidate) => candidate.span.id === stretch.span);
    return bar === undefined ? 0 : geometry.top(bar) + BAR - 2;
  };
  const joints = path.slice(1).flatMap((stretch, index) => {
    const before = path[index]!;
    return before.span === stretch.span
      ? []
      : [`M${geometry.x(before.to)} ${y(before)}L${geometry.x(stretch.from)} ${y(stretch)}`];
  });
  return <path aria-hidden="true" className="caelum-path-joint" d={joints.join('')} />;
}

function PathStrips({ path, layout, geometry }: { path: Stretch[]; layout: Layout; geometry: Geometry }) {
  const bars = new Map(layout.bars.map((bar) => [bar.span.id, bar]));
  return (
    <g aria-hidden="true" className="caelum-path">
      {path.map((stretch) => {
        const bar = bars.get(stretch.span);
        return bar === undefined ? null : (
          <rect
            key={`${stretch.span} ${stretch.from}`}
            className={`caelum-path-${stretch.kind}`}
            x={geometry.x(stretch.from)}
            y={geometry.top(bar) + BAR - 4}
            width={Math.max(1, geometry.x(stretch.to) - geometry.x(stretch.from))}
            height={4}
          />
        );
      })}
    </g>
  );
}

/** Pixels to the right of a bar before the next one in the same row. */
function roomFor(bar: Bar, bars: Bar[], geometry: Geometry): number {
  const end = geometry.x(bar.span.end);
  const nexts = bars
    .filter((other) => other.line === bar.line && other.span.start > bar.span.start)
    .map((other) => geometry.x(begin(other.span)));
  return Math.min(geometry.width, ...nexts) - end - 8;
}

interface BarProps {
  bar: Bar;
  room: number;
  geometry: Geometry;
  label: string;
  isOnPath: boolean;
  isChosen: boolean;
  isTabStop: boolean;
  hatch: string;
  onFocus: () => void;
  onChoose: () => void;
}

function BarShape(props: BarProps) {
  const { bar, room, geometry, label, isOnPath, isChosen, isTabStop, hatch, onFocus, onChoose } = props;
  const { span } = bar;
  const x = geometry.x(span.start);
  const y = geometry.top(bar);
  const width = geometry.widthOf(span.start, span.end);
  const wait = queueWait(span);
  const classes = ['caelum-bar', `caelum-colour-${bar.lane % COLOURS}`];
  if (span.error !== null) classes.push('caelum-bar-failed');
  if (isChosen) classes.push('caelum-bar-chosen');
  if (isOnPath) classes.push('caelum-bar-on-path');
  const text = span.error === null ? span.name : `✕ ${span.name}`;
  const inside = fitting(text, width - 8);
  const place = inside.length === text.length || width - 8 > room ? 'in' : 'after';
  const shown = place === 'in' ? inside : fitting(text, room);
  return (
    <g
      className={classes.join(' ')}
      role="option"
      aria-selected={isChosen}
      aria-label={label}
      tabIndex={isTabStop ? 0 : -1}
      data-span={span.id}
      onFocus={onFocus}
      onClick={onChoose}
    >
      <title>{label}</title>
      {wait > 0 && (
        <rect
          className="caelum-wait"
          x={geometry.x(begin(span))}
          y={y + 2}
          width={Math.max(1, x - geometry.x(begin(span)))}
          height={BAR - 4}
          fill={hatch}
        />
      )}
      <rect
        className={isAwait(span) ? 'caelum-work caelum-await' : 'caelum-work'}
        x={x}
        y={y}
        width={width}
        height={BAR}
        rx={3}
      />
      <text className={`caelum-bar-label caelum-bar-label-${place}`} x={place === 'in' ? x + 4 : x + width + 4} y={y + 12.5}>
        {shown}
      </text>
    </g>
  );
}

/** As much of a text as fits, with an ellipsis where it is cut; nothing if that would say nothing. */
function fitting(text: string, width: number): string {
  const most = Math.floor(width / CHARACTER);
  if (text.length <= most) {
    return text;
  }
  return most < 4 ? '' : `${text.slice(0, most - 1)}…`;
}
