import { Button, Content, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useTranslation } from 'react-i18next';
import { costs, type Stretch } from './criticalPath';
import { duration } from './format';
import type { Span, Trace } from './trace';

const MOST = 8;

interface PathTableProps {
  trace: Trace;
  path: Stretch[];
  onChoose: (span: string) => void;
}

/** The slowest path in words and figures. */
export function PathTable({ trace, path, onChoose }: PathTableProps) {
  const { t, i18n } = useTranslation();
  const spans = new Map<string, Span>(trace.spans.map((span) => [span.id, span]));
  return (
    <section aria-labelledby="slowest-path" className="caelum-path-table">
      <Title headingLevel="h2" size="lg" id="slowest-path">
        {t('trace.pathTitle')}
      </Title>
      <Content component="small">{t('trace.pathIntro')}</Content>
      <Table aria-labelledby="slowest-path" variant="compact" borders={false}>
        <Thead>
          <Tr>
            <Th>{t('trace.step')}</Th>
            <Th>{t('details.service')}</Th>
            <Th>{t('traces.duration')}</Th>
            <Th>{t('trace.share')}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {costs(path)
            .slice(0, MOST)
            .map((cost) => (
              <Tr key={`${cost.kind} ${cost.span}`}>
                <Td dataLabel={t('trace.step')}>
                  <Button variant="link" isInline onClick={() => onChoose(cost.span)}>
                    {spans.get(cost.span)?.name}
                  </Button>
                  {cost.kind === 'wait' && ` (${t('trace.waiting')})`}
                </Td>
                <Td dataLabel={t('details.service')}>{spans.get(cost.span)?.service}</Td>
                <Td dataLabel={t('traces.duration')} modifier="nowrap">
                  {duration(cost.millis, i18n.language)}
                </Td>
                <Td dataLabel={t('trace.share')} modifier="nowrap">
                  {(cost.millis / Math.max(trace.duration, 1e-9)).toLocaleString(i18n.language, {
                    style: 'percent',
                    maximumFractionDigits: 0,
                  })}
                </Td>
              </Tr>
            ))}
        </Tbody>
      </Table>
    </section>
  );
}
