import {
  ActionGroup,
  Alert,
  AlertActionLink,
  Breadcrumb,
  BreadcrumbItem,
  Button,
  Drawer,
  DrawerContent,
  DrawerContentBody,
  Flex,
  FlexItem,
  Label,
  LabelGroup,
  PageSection,
  Title,
} from '@patternfly/react-core';
import { CheckIcon, CompressArrowsAltIcon, LinkIcon, SearchMinusIcon, SearchPlusIcon } from '@patternfly/react-icons';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Refused } from '../session/keystone';
import { useSession } from '../session/SessionProvider';
import { Notice, Waiting } from '../shell/Notice';
import { readTrace } from './api';
import { criticalPath } from './criticalPath';
import { duration, moment } from './format';
import { layOut } from './layout';
import { Legend } from './Legend';
import { PathTable } from './PathTable';
import { SpanDetails } from './SpanDetails';
import { childrenOf, queueWait, rootCause, type Trace } from './trace';
import { useFetched } from './useFetched';
import { Waterfall } from './Waterfall';

const REPEAT_MILLIS = 2_000;
const MOST_ZOOM = 64;

const FRESH_MILLIS = 20_000;

/** Shortly after a request more spans may come, even where nothing seems to be missing yet. */
const isUnderWay = (trace: Trace) => !trace.complete || Date.now() - trace.startedAt.getTime() < FRESH_MILLIS;

/** One request. Its address names the project too: a colleague who is in it sees the same. */
export function TracePage() {
  const { t } = useTranslation();
  const { id } = useParams<'id'>();
  const navigate = useNavigate();
  useProjectOfTheLink();
  const ask = useCallback((token: string, signal: AbortSignal) => readTrace(id!, token, signal), [id]);
  const { value: trace, error, again } = useFetched(ask, REPEAT_MILLIS, isUnderWay);

  if (trace !== null) {
    return <Shown trace={trace} />;
  }
  if (error === null) {
    return <Waiting label={t('trace.loading')} />;
  }
  return error instanceof Refused && error.status === 404 ? (
    <Notice
      status="warning"
      title={t('trace.unknown')}
      body={t('trace.unknownBody')}
      action={{ label: t('trace.back'), onClick: () => navigate('/traces') }}
    />
  ) : (
    <Notice
      status="danger"
      title={t('trace.failed')}
      body={error.message}
      action={{ label: t('traces.tryAgain'), onClick: again }}
    />
  );
}

/** Who follows a link goes to its project once, if it is one of theirs; the choice above may change it afterwards. */
function useProjectOfTheLink() {
  const { session, useProject: change, fail } = useSession();
  const [query] = useSearchParams();
  const [wanted] = useState(query.get('project'));
  useEffect(() => {
    if (wanted !== null && session.projects.some((project) => project.id === wanted)) {
      if (wanted !== session.scoped.project.id) {
        change(wanted).catch(fail);
      }
    }
    // once: what the user chooses later counts
  }, [wanted]);
}

function Shown({ trace }: { trace: Trace }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const [zoom, setZoom] = useState(1);
  const layout = useMemo(() => layOut(trace.spans), [trace]);
  const path = useMemo(() => criticalPath(trace.spans), [trace]);
  const chosen = query.get('span');
  const span = trace.spans.find((candidate) => candidate.id === chosen) ?? null;

  const choose = useCallback(
    (next: string | null) => {
      setQuery(
        (known) => {
          const changed = new URLSearchParams(known);
          if (next === null) {
            changed.delete('span');
          } else {
            changed.set('span', next);
          }
          return changed;
        },
        { replace: true },
      );
    },
    [setQuery],
  );

  const moveToDetails = useRef(false);
  const open = useCallback(
    (next: string | null) => {
      moveToDetails.current = next !== null;
      choose(next);
    },
    [choose],
  );
  // who opens details is taken there, who follows a link to them is not; the panel draws its content a moment later
  const heading = (element: HTMLSpanElement | null) => {
    if (element !== null && moveToDetails.current) {
      moveToDetails.current = false;
      element.focus();
    }
  };

  const close = () => {
    choose(null);
    if (chosen !== null) {
      document.querySelector<SVGElement>(`[data-span="${CSS.escape(chosen)}"]`)?.focus();
    }
  };

  return (
    <Drawer
      isExpanded={span !== null}
      isInline
      onKeyDown={(event) => {
        if (event.key === 'Escape' && chosen !== null) {
          close();
        }
      }}
    >
      <DrawerContent
        panelContent={
          span && (
            <SpanDetails
              span={span}
              spans={trace.spans}
              isOnPath={path.some((stretch) => stretch.span === span.id)}
              heading={heading}
              onChoose={open}
              onClose={close}
            />
          )
        }
      >
        <DrawerContentBody>
          <Head trace={trace} onChoose={open} />
          <PageSection isFilled>
            <Flex justifyContent={{ default: 'justifyContentSpaceBetween' }}>
              <Legend />
              <Zoom zoom={zoom} onZoom={setZoom} />
            </Flex>
            <div
              onKeyDown={(event) => {
                if (event.key === '+') {
                  setZoom(Math.min(MOST_ZOOM, zoom * 2));
                } else if (event.key === '-') {
                  setZoom(Math.max(1, zoom / 2));
                }
              }}
            >
              <Waterfall trace={trace} layout={layout} path={path} chosen={chosen} zoom={zoom} onChoose={open} />
            </div>
            <p className="caelum-keys">{t('waterfall.keysShort')}</p>
            <PathTable trace={trace} path={path} onChoose={open} />
          </PageSection>
        </DrawerContentBody>
      </DrawerContent>
    </Drawer>
  );
}

function Head({ trace, onChoose }: { trace: Trace; onChoose: (span: string) => void }) {
  const { t, i18n } = useTranslation();
  const root = childrenOf(trace.spans).get(null)?.[0];
  const cause = rootCause(trace.spans);
  const services = new Set(trace.spans.map((span) => span.service)).size;
  const queued = trace.spans.reduce((sum, span) => sum + queueWait(span), 0);
  const server = serverOf(trace);
  const title = root?.name ?? trace.id;

  useEffect(() => {
    document.title = `${title} · Caelum`;
  }, [title]);

  return (
    <PageSection>
      <Breadcrumb>
        <BreadcrumbItem>
          <Link to="/traces">{t('traces.title')}</Link>
        </BreadcrumbItem>
        <BreadcrumbItem isActive>{trace.id.slice(0, 8)}</BreadcrumbItem>
      </Breadcrumb>
      <Flex justifyContent={{ default: 'justifyContentSpaceBetween' }}>
        <FlexItem>
          <Title headingLevel="h1">{title}</Title>
        </FlexItem>
        <FlexItem>
          <CopyLink />
        </FlexItem>
      </Flex>
      <LabelGroup numLabels={9} className="caelum-facts">
        <Label color="blue">{t('trace.took', { duration: duration(trace.duration, i18n.language) })}</Label>
        <Label>{t('trace.started', { moment: moment(trace.startedAt, i18n.language) })}</Label>
        {server !== null && (
          <Label color="teal">{t('trace.server', { name: server })}</Label>
        )}
        <Label>{t('trace.services', { count: services })}</Label>
        <Label>{t('trace.spans', { count: trace.spans.length })}</Label>
        <Label>{t('trace.inQueues', { duration: duration(queued, i18n.language) })}</Label>
      </LabelGroup>
      {cause !== null && (
        <Alert
          variant="danger"
          isInline
          title={t('trace.stepFailed', { name: cause.name, service: cause.service })}
          actionLinks={<AlertActionLink onClick={() => onChoose(cause.id)}>{t('trace.showStep')}</AlertActionLink>}
        >
          {cause.error}
        </Alert>
      )}
      {!trace.complete && (
        <Alert variant="info" isInline title={t('trace.incomplete')}>
          {t('trace.incompleteBody')}
        </Alert>
      )}
      {trace.forgotten > 0 && (
        <Alert variant="warning" isInline title={t('trace.forgotten', { count: trace.forgotten })} />
      )}
    </PageSection>
  );
}

function serverOf(trace: Trace): string | null {
  const find = (key: string) => trace.spans.map((span) => span.attributes[key]).find((value) => value !== undefined);
  return find('caelum.server_name') ?? find('caelum.server_id') ?? null;
}

function CopyLink() {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const [mayCopy] = useState(() => window.isSecureContext);
  useEffect(() => {
    const timer = setTimeout(() => setCopied(false), 2_500);
    return () => clearTimeout(timer);
  }, [copied]);
  if (!mayCopy) {
    // browsers keep the clipboard from pages without TLS
    return <span>{t('trace.copyByHand')}</span>;
  }
  return (
    <>
      <Button
        variant="secondary"
        icon={copied ? <CheckIcon /> : <LinkIcon />}
        onClick={() => void navigator.clipboard.writeText(location.href).then(() => setCopied(true))}
      >
        {t('trace.copyLink')}
      </Button>
      <span role="status" className="caelum-only-read-out">
        {copied ? t('trace.copied') : ''}
      </span>
    </>
  );
}

function Zoom({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  const { t } = useTranslation();
  return (
    <ActionGroup className="caelum-zoom">
      <Button
        variant="plain"
        aria-label={t('trace.zoomIn')}
        icon={<SearchPlusIcon />}
        isDisabled={zoom >= MOST_ZOOM}
        onClick={() => onZoom(zoom * 2)}
      />
      <Button
        variant="plain"
        aria-label={t('trace.zoomOut')}
        icon={<SearchMinusIcon />}
        isDisabled={zoom <= 1}
        onClick={() => onZoom(zoom / 2)}
      />
      <Button
        variant="plain"
        aria-label={t('trace.zoomFit')}
        icon={<CompressArrowsAltIcon />}
        isDisabled={zoom === 1}
        onClick={() => onZoom(1)}
      />
    </ActionGroup>
  );
}
