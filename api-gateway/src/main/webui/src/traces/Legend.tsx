import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const WIDTH = 28;

/** What the signs of the waterfall mean. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <div className="caelum-legend" role="group" aria-label={t('waterfall.legend')}>
      <Entry text={t('waterfall.legendWork')}>
        <rect className="caelum-work caelum-colour-0" x="1" y="2" width={WIDTH - 2} height="12" rx="3" />
      </Entry>
      <Entry text={t('waterfall.legendWait')}>
        <g className="caelum-colour-0">
          <rect className="caelum-wait caelum-hatch-ground" x="1" y="4" width={WIDTH - 2} height="8" />
          <path className="caelum-legend-hatch" d="M3 12L9 4M10 12L16 4M17 12L23 4" />
        </g>
      </Entry>
      <Entry text={t('waterfall.legendMessage')}>
        <path className="caelum-arrow" d={`M1 8L${WIDTH - 6} 8`} />
        <path className="caelum-arrow-head" d={`M${WIDTH - 7} 4.500L${WIDTH} 8L${WIDTH - 7} 11.500z`} />
      </Entry>
      <Entry text={t('waterfall.legendHttp')}>
        <path className="caelum-arrow caelum-arrow-http" d={`M1 8L${WIDTH - 6} 8`} />
        <path className="caelum-arrow-head" d={`M${WIDTH - 7} 4.500L${WIDTH} 8L${WIDTH - 7} 11.500z`} />
      </Entry>
      <Entry text={t('waterfall.legendPath')}>
        <rect className="caelum-path-work" x="1" y="6" width={WIDTH - 2} height="4" />
      </Entry>
      <Entry text={t('waterfall.legendFailed')}>
        <g className="caelum-bar-failed">
          <rect className="caelum-work" x="1" y="2" width={WIDTH - 2} height="12" rx="3" />
        </g>
      </Entry>
    </div>
  );
}

function Entry({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span>
      <svg width={WIDTH} height="16" aria-hidden="true">
        {children}
      </svg>
      {text}
    </span>
  );
}
