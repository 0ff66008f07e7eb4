import {
  Alert,
  Button,
  Content,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Flex,
  FlexItem,
  Label,
  PageSection,
  SearchInput,
  Switch,
  Title,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import { SearchIcon, SyncAltIcon } from '@patternfly/react-icons';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { isAdmin } from '../session/session';
import { useSession } from '../session/SessionProvider';
import { Choice } from '../shell/Choice';
import { Notice, Waiting } from '../shell/Notice';
import { listTraces, queryOf, type Filter, type Page } from './api';
import { duration, moment } from './format';
import type { Summary } from './trace';
import { useFetched } from './useFetched';

const PAGE_SIZE = 25;
const REPEAT_MILLIS = 5_000;
const MINIMA = [0, 100, 500, 1_000, 5_000, 30_000];

/**
 * The filter stands in the address, so that a list can be sent to a colleague too.
 *
 * @param ownProject of an administrator, who sees all others too unless told otherwise
 */
function filterOf(query: URLSearchParams, ownProject: string | null): Filter {
  const which = query.get('requests');
  return {
    server: query.get('server') ?? '',
    which: which === 'all' || which === 'boots' ? which : 'changes',
    minimumMillis: Number(query.get('min') ?? 0) || 0,
    failedOnly: query.get('failed') === 'true',
    project: query.get('projects') === 'own' ? ownProject : null,
  };
}

const always = () => true;
const never = () => false;

export function TraceListPage() {
  const { t } = useTranslation();
  const { session } = useSession();
  const [query, setQuery] = useSearchParams();
  const marker = query.get('after');
  const filter = filterOf(query, isAdmin(session) ? session.scoped.project.id : null);
  const text = queryOf(filter, PAGE_SIZE, marker).toString();
  const ask = useCallback(
    (token: string, signal: AbortSignal) => listTraces(new URLSearchParams(text), token, signal),
    [text],
  );
  const { value: page, error, isLoading, again } = useFetched(ask, REPEAT_MILLIS, marker === null ? always : never);

  useEffect(() => {
    document.title = `${t('traces.title')} · Caelum`;
  }, [t]);

  const change = (key: string, value: string | null) => {
    const next = new URLSearchParams(query);
    next.delete('after');
    if (value === null) {
      next.delete(key);
    } else {
      next.set(key, value);
    }
    setQuery(next, { replace: true });
  };

  return (
    <>
      <PageSection>
        <Title headingLevel="h1">{t('traces.title')}</Title>
        <Content component="p">{t('traces.intro')}</Content>
      </PageSection>
      <PageSection isFilled>
        <Filters filter={filter} isLoading={isLoading} onChange={change} onRefresh={again} />
        {page !== null && page.lost > 0 && (
          <Alert variant="warning" isInline title={t('traces.lost', { count: page.lost })} />
        )}
        {page === null && error === null && <Waiting label={t('traces.loading')} />}
        {page === null && error !== null && (
          <Notice
            status="danger"
            title={t('traces.failed')}
            body={error.message}
            action={{ label: t('traces.tryAgain'), onClick: again }}
          />
        )}
        {page !== null && error !== null && <Alert variant="danger" isInline title={error.message} />}
        {page !== null && page.traces.length === 0 && <Nothing onClear={() => setQuery({ requests: 'all' })} />}
        {page !== null && page.traces.length > 0 && (
          <>
            <TraceTable traces={page.traces} showsProjects={filter.project === null && isAdmin(session)} />
            <Paging page={page} isFirst={marker === null} onTurn={(after) => change('after', after)} />
          </>
        )}
        {page?.kept && <Kept kept={page.kept} />}
      </PageSection>
    </>
  );
}

interface FiltersProps {
  filter: Filter;
  isLoading: boolean;
  onChange: (key: string, value: string | null) => void;
  onRefresh: () => void;
}

function Filters({ filter, isLoading, onChange, onRefresh }: FiltersProps) {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const [server, setServer] = useState(filter.server);
  useEffect(() => setServer(filter.server), [filter.server]);
  const search = (value: string) => onChange('server', value.trim() === '' ? null : value.trim());
  return (
    <Toolbar aria-label={t('traces.filters')}>
      <ToolbarContent>
        <ToolbarItem>
          <SearchInput
            aria-label={t('traces.serverHint')}
            placeholder={t('traces.serverHint')}
            value={server}
            onChange={(_, value) => setServer(value)}
            onSearch={(_, value) => search(value)}
            onClear={() => search('')}
          />
        </ToolbarItem>
        <ToolbarItem>
          <Choice
            label={t('traces.which')}
            value={filter.which}
            options={[
              { value: 'changes', label: t('traces.whichChanges') },
              { value: 'boots', label: t('traces.whichBoots') },
              { value: 'all', label: t('traces.whichAll') },
            ]}
            onChoose={(which) => onChange('requests', which === 'changes' ? null : which)}
          />
        </ToolbarItem>
        <ToolbarItem>
          <Choice
            label={t('traces.minimum')}
            value={String(filter.minimumMillis)}
            options={MINIMA.map((millis) => ({
              value: String(millis),
              label:
                millis === 0
                  ? t('traces.anyDuration')
                  : t('traces.atLeast', { duration: duration(millis, i18n.language) }),
            }))}
            onChoose={(millis) => onChange('min', millis === '0' ? null : millis)}
          />
        </ToolbarItem>
        <ToolbarItem alignSelf="center">
          <Switch
            id="failed-only"
            label={t('traces.failedOnly')}
            isChecked={filter.failedOnly}
            onChange={(_, checked) => onChange('failed', checked ? 'true' : null)}
          />
        </ToolbarItem>
        {isAdmin(session) && (
          <ToolbarItem alignSelf="center">
            <Switch
              id="all-projects"
              label={t('traces.allProjects')}
              isChecked={filter.project === null}
              onChange={(_, checked) => onChange('projects', checked ? null : 'own')}
            />
          </ToolbarItem>
        )}
        <ToolbarGroup align={{ default: 'alignEnd' }}>
          <ToolbarItem>
            <Button
              variant="plain"
              aria-label={t('traces.refresh')}
              icon={<SyncAltIcon />}
              isDisabled={isLoading}
              onClick={onRefresh}
            />
          </ToolbarItem>
        </ToolbarGroup>
      </ToolbarContent>
    </Toolbar>
  );
}

function TraceTable({ traces, showsProjects }: { traces: Summary[]; showsProjects: boolean }) {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const nameOf = (id: string) => session.projects.find((project) => project.id === id)?.name ?? id;
  return (
    <Table aria-label={t('traces.title')} variant="compact">
      <Thead>
        <Tr>
          <Th>{t('traces.started')}</Th>
          <Th>{t('traces.request')}</Th>
          <Th>{t('traces.server')}</Th>
          {showsProjects && <Th>{t('shell.project')}</Th>}
          <Th>{t('traces.duration')}</Th>
          <Th>{t('traces.spans')}</Th>
          <Th>{t('traces.result')}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {traces.map((trace) => (
          <Tr key={trace.id}>
            <Td dataLabel={t('traces.started')} modifier="nowrap">
              {moment(trace.startedAt, i18n.language)}
            </Td>
            <Td dataLabel={t('traces.request')}>
              <Flex spaceItems={{ default: 'spaceItemsSm' }}>
                <FlexItem>
                  <Link to={`/traces/${trace.id}?project=${trace.projects[0] ?? session.scoped.project.id}`}>{trace.name}</Link>
                </FlexItem>
                {trace.isBoot && (
                  <FlexItem>
                    <Label isCompact color="blue">
                      {t('traces.boot')}
                    </Label>
                  </FlexItem>
                )}
              </Flex>
            </Td>
            <Td dataLabel={t('traces.server')}>{trace.serverNames[0] ?? trace.servers[0]?.slice(0, 8) ?? ''}</Td>
            {showsProjects && <Td dataLabel={t('shell.project')}>{trace.projects.map(nameOf).join(', ')}</Td>}
            <Td dataLabel={t('traces.duration')} modifier="nowrap">
              {duration(trace.duration, i18n.language)}
            </Td>
            <Td dataLabel={t('traces.spans')}>{trace.spans}</Td>
            <Td dataLabel={t('traces.result')}>
              <Result trace={trace} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Result({ trace }: { trace: Summary }) {
  const { t } = useTranslation();
  const status = trace.status ?? '';
  if (trace.failed) {
    return (
      <Label isCompact status="danger" title={trace.reason ?? undefined}>
        {`${t('traces.failedLabel')} ${status}`}
      </Label>
    );
  }
  return status >= '400' ? (
    <Label isCompact status="warning" title={trace.reason ?? undefined}>{`${t('traces.refused')} ${status}`}</Label>
  ) : (
    <Label isCompact status="success">{`${t('traces.ok')} ${status}`}</Label>
  );
}

interface PagingProps {
  page: Page;
  isFirst: boolean;
  onTurn: (after: string | null) => void;
}

function Paging({ page, isFirst, onTurn }: PagingProps) {
  const { t } = useTranslation();
  if (isFirst && page.next === null) {
    return null;
  }
  return (
    <Flex justifyContent={{ default: 'justifyContentFlexEnd' }}>
      <Button variant="secondary" isDisabled={isFirst} onClick={() => onTurn(null)}>
        {t('traces.newer')}
      </Button>
      <Button variant="secondary" isDisabled={page.next === null} onClick={() => onTurn(page.next)}>
        {t('traces.older')}
      </Button>
    </Flex>
  );
}

function Nothing({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState titleText={t('traces.none')} headingLevel="h2" icon={SearchIcon}>
      <EmptyStateBody>{t('traces.noneBody')}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="link" onClick={onClear}>
            {t('traces.clear')}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}

function Kept({ kept }: { kept: NonNullable<Page['kept']> }) {
  const { t, i18n } = useTranslation();
  return (
    <Content component="small">
      {t('traces.kept', {
        ...kept,
        megabytes: (kept.bytes / 1e6).toLocaleString(i18n.language, { maximumFractionDigits: 1 }),
      })}
    </Content>
  );
}
